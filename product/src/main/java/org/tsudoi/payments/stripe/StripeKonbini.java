package org.tsudoi.payments.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.provider.PaymentProvider.Offer;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import tools.jackson.databind.JsonNode;

/// Has Stripe give numbers that are paid in cash at convenience stores (docs.stripe.com/payments/konbini, 2026-11). One
/// intent has numbers for all chains; the one that the buyer chose is noted on it.
final class StripeKonbini {
    static final String OUR_CHAIN = "chain";

    /// Our words for the chains, and Stripe's.
    private static final Map<String, String> CHAINS = Map.of(
            "family-mart", "familymart",
            "lawson", "lawson",
            "ministop", "ministop",
            "seicomart", "seicomart");

    private static final Currency YEN = Currency.getInstance("JPY");
    private static final long AMOUNT_MIN = 120;
    private static final long AMOUNT_MAX = 300_000;
    private static final Duration TIME = Duration.ofDays(3);
    private static final Duration TIME_MIN = Duration.ofHours(3);

    /// Stripe wants the end more than half an hour and less than 60 days ahead, however often the call is repeated.
    private static final Duration LIFE_MIN = Duration.ofHours(2);

    private static final Duration LIFE_MAX = Duration.ofDays(59);
    private static final int DESCRIPTION_LENGTH_MAX = 22;

    private StripeKonbini() {}

    static boolean isKnown(String chain) {
        return CHAINS.containsKey(chain);
    }

    static List<Offer> offers(List<String> chains) {
        return chains.stream()
                .map(chain -> new Offer(new Choice(Means.KONBINI, chain), YEN, AMOUNT_MIN, AMOUNT_MAX, TIME, TIME_MIN))
                .toList();
    }

    static Instant end(Opening opening) {
        var least = opening.requestedAt().plus(LIFE_MIN);
        var most = opening.requestedAt().plus(LIFE_MAX);
        var wished = opening.payableUntil().isAfter(least) ? opening.payableUntil() : least;
        return wished.isAfter(most) ? most : wished;
    }

    static Map<String, String> form(Opening opening, String name, String email) {
        var form = new LinkedHashMap<String, String>();
        form.put("payment_method_types[0]", "konbini");
        form.put("payment_method_data[type]", "konbini");
        form.put("payment_method_data[billing_details][name]", name);
        form.put("payment_method_data[billing_details][email]", email);
        form.put(
                "payment_method_options[konbini][expires_at]",
                Long.toString(end(opening).getEpochSecond()));
        form.put("payment_method_options[konbini][product_description]", cut(opening.title()));
        form.put("metadata[" + OUR_CHAIN + "]", opening.choice().brand());
        return form;
    }

    private static String cut(String title) {
        return title.codePointCount(0, title.length()) <= DESCRIPTION_LENGTH_MAX
                ? title
                : title.substring(0, title.offsetByCodePoints(0, DESCRIPTION_LENGTH_MAX));
    }

    /// Cash goes back to a bank account, for which Stripe asks by mail. We have forgotten the address by then.
    static Optional<String> refundTo(JsonNode intent) {
        return Optional.ofNullable(
                StripeReading.text(intent.path("latest_charge").path("billing_details"), "email"));
    }

    /// What the buyer types at the chain that they chose.
    static Optional<Instructions> numbers(JsonNode intent) {
        var chain = StripeReading.ours(intent, OUR_CHAIN);
        var theirs = chain == null ? null : CHAINS.get(chain);
        var details = intent.path("next_action").path("konbini_display_details");
        var until = details.path("expires_at");
        if (chain == null || theirs == null || !until.isIntegralNumber()) return Optional.empty();
        var store = details.path("stores").path(theirs);
        return Optional.ofNullable(StripeReading.text(store, "payment_code"))
                .map(code -> new Instructions.StoreNumber(
                        chain,
                        code,
                        StripeReading.text(store, "confirmation_number"),
                        StripeReading.text(details, "hosted_voucher_url"),
                        Instant.ofEpochSecond(until.asLong())));
    }
}
