package org.tsudoi.web.operator;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Journal;
import org.tsudoi.web.Page;
import org.tsudoi.web.chart.Level;

/// Amounts of the books as they are read: money with its sign, rights as the money they stand for, seats and
/// points as numbers. Debits are positive on the ledger and stand in the left column here, credits in the right
/// one.
public final class Amounts {
    private static final String RIGHT = "REFUND/";

    /// By their codes. Gold and the like have no minor unit, and are no money here.
    private static final Map<String, Currency> MONEY = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toMap(Currency::getCurrencyCode, Function.identity()));

    private Amounts() {}

    public static String written(Page page, Asset asset, long amount) {
        return currency(asset)
                .map(currency -> page.money(amount, currency))
                .orElseGet(() -> (amount < 0 ? "−" : "") + page.number(Math.abs(amount)));
    }

    /// What amounts of it are money of; nothing for seats and points.
    static Optional<Currency> currency(Asset asset) {
        var code = asset.code().startsWith(RIGHT) ? asset.code().substring(RIGHT.length()) : asset.code();
        return Optional.ofNullable(MONEY.get(code));
    }

    /// A balance with the side it stands on: `¥175 credit`.
    public static String sided(Page page, Asset asset, long amount) {
        if (amount == 0) return written(page, asset, 0);
        return amount > 0
                ? page.t("operate.onDebit", written(page, asset, amount))
                : page.t("operate.onCredit", written(page, asset, Math.negateExact(amount)));
    }

    public static String debit(Page page, Asset asset, long amount) {
        return amount > 0 ? written(page, asset, amount) : "";
    }

    public static String credit(Page page, Asset asset, long amount) {
        return amount < 0 ? written(page, asset, Math.negateExact(amount)) : "";
    }

    /// What a journal moved, in few words: its debits by asset, `¥3,000 · Seats 2`. The right to be refunded goes
    /// along with money and is told where it moves alone.
    public static String moved(Page page, Journal journal) {
        var debits = new TreeMap<String, Long>();
        for (var leg : journal.legs()) {
            if (leg.amount() > 0) debits.merge(leg.asset().code(), leg.amount(), Math::addExact);
        }
        boolean alone = debits.keySet().stream().allMatch(code -> code.startsWith(RIGHT));
        return debits.entrySet().stream()
                .filter(debit -> alone || !debit.getKey().startsWith(RIGHT))
                .map(debit -> moved(page, new Asset(debit.getKey()), debit.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private static String moved(Page page, Asset asset, long amount) {
        var written = written(page, asset, amount);
        return currency(asset).isPresent() && !asset.code().startsWith(RIGHT)
                ? written
                : name(page, asset) + " " + written;
    }

    /// How the balance went, drawn upwards on the side where the account stands.
    public static Level level(Page page, Balance balance, List<AccountPages.DayEnd> days, ZoneId zone) {
        var last =
                days.getLast().held() == 0 ? balance.posted() : days.getLast().held();
        long sign = last < 0 ? -1 : 1;
        return new Level(
                page.t("operate.course"),
                page.t("operate.when"),
                page.t("operate.balance"),
                days.stream()
                        .map(day -> new Level.Point(
                                page.formats().dayAndMonth(day.at().atZone(zone).toLocalDate()),
                                Math.multiplyExact(sign, day.held()),
                                sided(page, balance.asset(), day.held())))
                        .toList());
    }

    public static String name(Page page, Asset asset) {
        if (asset.equals(Asset.SEAT)) return page.t("operate.asset.seat");
        if (asset.equals(Asset.POINT)) return page.t("operate.asset.point");
        if (asset.code().startsWith(RIGHT)) {
            return page.t("operate.asset.refund", asset.code().substring(RIGHT.length()));
        }
        return page.t("operate.asset.money", asset.code());
    }

    /// What accounts of this kind stand for; empty for a kind that needs no word.
    public static String meaning(Page page, String kind) {
        return switch (kind) {
            case "event:*:seats:supply" -> page.t("operate.kind.supply");
            case "event:*:seats:available" -> page.t("operate.kind.available");
            case "event:*:seats:taken" -> page.t("operate.kind.taken");
            case "payment:*:refundable" -> page.t("operate.kind.refundable");
            case String k when k.startsWith("provider:") -> page.t("operate.kind.provider");
            case String k when k.startsWith("organiser:") -> page.t("operate.kind.payable");
            case String k when k.startsWith("refunds:due:") -> page.t("operate.kind.due");
            case String k when k.startsWith("refundable:issued:") -> page.t("operate.kind.issued");
            case String k when k.startsWith("operator:settled-outside:") -> page.t("operate.kind.outside");
            case String k when k.startsWith("opening:") -> page.t("operate.kind.opening");
            case String _ -> "";
        };
    }
}
