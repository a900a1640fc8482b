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
import org.tsudoi.offerings.AddOns;
import org.tsudoi.web.Page;
import org.tsudoi.web.chart.Level;

/// Amounts of the books as they are read: money with its sign, rights as the money they stand for, seats and
/// points as numbers. Debits are positive on the ledger and stand in the left column here, credits in the right
/// one.
public final class Amounts {
    private static final String RIGHT = "REFUND/";
    private static final String FEE = "FEE/";
    private static final Asset VOUCHER = new Asset("VOUCHER");

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
        var code = asset.code();
        for (var right : List.of(RIGHT, FEE)) {
            if (code.startsWith(right)) code = code.substring(right.length());
        }
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
        boolean alone = debits.keySet().stream().allMatch(Amounts::isRight);
        return debits.entrySet().stream()
                .filter(debit -> alone || !isRight(debit.getKey()))
                .map(debit -> moved(page, new Asset(debit.getKey()), debit.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private static String moved(Page page, Asset asset, long amount) {
        var written = written(page, asset, amount);
        return currency(asset).isPresent() && !isRight(asset.code()) ? written : name(page, asset) + " " + written;
    }

    private static boolean isRight(String code) {
        return code.startsWith(RIGHT) || code.startsWith(FEE);
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
        if (asset.equals(AddOns.ADD_ON)) return page.t("operate.asset.add-on");
        if (asset.equals(VOUCHER)) return page.t("operate.asset.voucher");
        if (asset.code().startsWith(RIGHT)) {
            return page.t("operate.asset.refund", asset.code().substring(RIGHT.length()));
        }
        if (asset.code().startsWith(FEE))
            return page.t("operate.asset.fee", asset.code().substring(FEE.length()));
        return page.t("operate.asset.money", asset.code());
    }

    /// What accounts of this kind stand for; empty for a kind that somebody brought along.
    public static String meaning(Page page, String kind) {
        return AccountKinds.word(kind)
                .map(word -> page.t("operate.kind." + word))
                .orElse("");
    }
}
