package org.tsudoi.web.operator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.web.Page;

/// What the records say in short fixed words, in the reader's. The lists are closed and lie in the bundles; what
/// is in none of them (a provider's own code, a note that somebody wrote) is shown as it stands.
public final class Words {
    private static final Map<String, String> BRANDS = Map.of(
            "stripe", "Stripe",
            "paypal", "PayPal",
            "paypay", "PayPay",
            "komoju", "KOMOJU",
            "omise", "Omise",
            "jitsi", "Jitsi Meet",
            "bigbluebutton", "BigBlueButton",
            "zoom", "Zoom",
            "tsudoi", "Tsudoi");
    private static final List<String> JOURNALS = List.of(
            "payment-captured",
            "payment-fee",
            "refund-requested",
            "refund-succeeded",
            "refund-returned",
            "refund-settled-outside",
            "refund-taken-by-bank",
            "dispute-taken",
            "dispute-returned",
            "dispute-fee",
            "add-ons-offered",
            "seats-offered",
            "seats-taken",
            "seats-taken-late",
            "seats-freed",
            "points-granted",
            "points-spent",
            "points-returned",
            "points-bonus-reversed",
            "points-bonus-restored",
            "points-expired",
            "points-sold",
            "points-taken",
            "points-paid-back",
            "points-lost-covered",
            "points-settled",
            "vouchers-made",
            "voucher-used",
            "voucher-returned",
            "cash-kept",
            "cash-given-back",
            "platform-fee",
            "platform-fee-returned",
            "opening-balance",
            "provider-paid-out",
            "payout-prepared",
            "payout-fee",
            "payout-fee-returned",
            "payout-paid",
            "payout-left",
            "payout-back-at-bank",
            "payout-returned",
            "payout-discarded",
            "deposit-received",
            "deposit-called-back",
            "deposit-elsewhere",
            "deposit-set-aside",
            "transfer-settled",
            "transfer-unsettled",
            "surplus-due-back",
            "slip-surplus",
            "slip-surplus-gone",
            "slip-stray",
            "slip-stray-gone",
            "slip-stray-matched",
            "slip-stray-set-aside",
            "bank-charge",
            "balance-exchanged");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final String DETAIL = ": ";

    private Words() {}

    /// Why something happened: `cancelled by participant`, `status 503`, `declined: insufficient_funds`.
    public static String why(Page page, String stored) {
        int colon = stored.indexOf(DETAIL);
        var head = colon < 0 ? stored : stored.substring(0, colon);
        var key = reasonKey(head);
        if (!page.has(key)) return stored;
        var numbers = NUMBER.matcher(head)
                .results()
                .map(MatchResult::group)
                .map(Words::number)
                .toArray();
        var said = page.t(key, numbers);
        return colon < 0
                ? said
                : page.t("operate.why.detail", said, why(page, stored.substring(colon + DETAIL.length())));
    }

    /// @param head the fixed part of a reason; `n` stands for a number in it
    static String reasonKey(String head) {
        return "reason."
                + NUMBER.matcher(head)
                        .replaceAll("n")
                        .replaceAll("[^A-Za-z]+", "-")
                        .replaceAll("^-|-$", "")
                        .toLowerCase(Locale.ROOT);
    }

    private static Object number(String digits) {
        return digits.length() < 10 ? (Object) Integer.valueOf(digits) : digits;
    }

    /// Who did it: a provider, the program by itself, or a person's id.
    public static String who(Page page, String stored) {
        return stored.equals("tsudoi") ? page.t("operate.itself") : provider(page, stored);
    }

    public static String provider(Page page, String name) {
        return switch (name) {
            case "room" -> page.t("organise.where.room");
            case "link" -> page.t("organise.where.link");
            case "slip" -> page.t("means.slip");
            case "transfer" -> page.t("means.bank-transfer");
            case "counter" -> page.t("means.counter");
            default -> BRANDS.getOrDefault(name, name);
        };
    }

    /// What a provider says of a card, in one line: `credit · US`, `authenticated · challenge · 2.2.0`.
    public static String card(Page page, @Nullable String... words) {
        return Stream.of(words)
                .filter(Objects::nonNull)
                .map(word -> cardWord(page, word))
                .collect(Collectors.joining(" · "));
    }

    private static String cardWord(Page page, String word) {
        if (COUNTRY.matcher(word).matches())
            return Locale.of("", word).getDisplayCountry(page.language().locale());
        var key = "operate.card." + word.replace('_', '-');
        return page.has(key) ? page.t(key) : word;
    }

    /// Every kind of journal that is on the books of this version.
    public static List<String> journalKinds() {
        return JOURNALS;
    }

    /// What a kind of journal writes down.
    public static String journal(Page page, String kind) {
        var key = "operate.journal." + kind;
        return page.has(key) ? page.t(key) : kind;
    }

    /// What an id beside a journal belongs to.
    public static String thing(Page page, String key) {
        var text = "operate.thing." + key;
        return page.has(text) ? page.t(text) : key;
    }

    /// What is to be done in the outbox; empty for an unknown topic.
    public static String topic(Page page, String topic) {
        var key = "operate.topic." + topic;
        return page.has(key) ? page.t(key) : "";
    }
}
