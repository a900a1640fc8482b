package org.tsudoi.points.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Leg;
import org.tsudoi.money.Money;
import org.tsudoi.points.CameBackInMoney;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.PointUseId;
import org.tsudoi.points.Points;
import org.tsudoi.points.Points.Use;
import org.tsudoi.points.Points.Wish;

/// What points mean in the books. We owe them, so a lot is below zero and its ceiling keeps it from being overspent.
/// What was spent stands on the use's own account in the same way: no more of it can come back. For whoever sold, the
/// yen of spent points come from what was paid for them, which stands apart, and for free ones out of our own pocket.
@Component
class PointBook {
    static final AccountCode GRANTED = AccountCode.of("points", "granted");
    static final AccountCode EXPIRED = AccountCode.of("points", "expired");
    static final AccountCode REFUNDED = AccountCode.of("points", "refunded");
    static final AccountCode SOLD = AccountCode.of("operator", "points-sold", "JPY");
    static final AccountCode FORFEITED = AccountCode.of("platform", "points-expired", "JPY");
    static final AccountCode FUNDING = AccountCode.of("operator", "points-funding", "JPY");

    /// What has not become of an order by then is a fault; orders end long before.
    private static final Duration HOLD_MAX = Duration.ofDays(90);

    private final Ledger ledger;

    PointBook(Ledger ledger) {
        this.ledger = ledger;
    }

    static AccountCode of(PointLot lot) {
        return AccountCode.of("points", lot.id().toString(), PointTable.word(lot.kind()));
    }

    private static AccountCode spent(PointUseId use) {
        return AccountCode.of("points", use.toString(), "spent");
    }

    private static Account owed(AccountCode code) {
        return new Account(code, Asset.POINT, null, 0L);
    }

    /// @param free that can be spent
    /// @param held for somebody
    record Left(long free, long held) {}

    List<Left> left(List<PointLot> lots) {
        if (lots.isEmpty()) return List.of();
        var balances = ledger.balances(lots.stream().map(PointBook::of).sorted().toList()).stream()
                .collect(Collectors.toMap(Balance::account, it -> new Left(-it.posted() - it.heldIn(), it.heldIn())));
        return lots.stream()
                .map(lot -> Objects.requireNonNull(balances.get(of(lot))))
                .toList();
    }

    /// @param paidBy whose yen they are
    void granted(PointLot lot, AccountCode paidBy, String kind) {
        ledger.open(List.of(Account.unguarded(GRANTED, Asset.POINT), owed(of(lot))));
        var legs = new ArrayList<Leg>();
        legs.add(Leg.into(GRANTED, Asset.POINT, lot.points()));
        legs.add(Leg.outOf(of(lot), Asset.POINT, lot.points()));
        if (lot.backed()) moved(legs, paidBy, SOLD, lot.points());
        post(new Journal(
                JournalId.derive("points-lot", lot.id().toString(), "granted"),
                kind,
                lot.grantedAt(),
                legs,
                about(lot)));
    }

    /// Yen that stood against one account stand against another.
    private void moved(List<Leg> legs, AccountCode from, AccountCode to, long points) {
        if (points == 0) return;
        var yen = Money.jpy(points);
        ledger.open(Stream.of(from, to)
                .distinct()
                .map(code -> Account.unguarded(code, Asset.of(yen)))
                .toList());
        legs.add(Leg.into(from, yen));
        legs.add(Leg.outOf(to, yen));
    }

    private static long backed(List<PointTable.Part> parts) {
        return parts.stream()
                .filter(part -> part.lot().backed())
                .mapToLong(PointTable.Part::points)
                .sum();
    }

    private static Map<String, String> about(PointLot lot) {
        return Map.of("lot", lot.id().toString(), "member", lot.member().toString());
    }

    private static Map<String, String> about(PointUseId use, String member, String reference) {
        return Map.of("use", use.toString(), "member", member, "order", reference);
    }

    private static HoldId holdId(PointUseId use) {
        return HoldId.derive("points-use", use.toString());
    }

    void reserved(Wish wish, List<PointTable.Part> parts, Instant now) {
        ledger.open(List.of(owed(spent(wish.use()))));
        var legs = new ArrayList<Leg>();
        for (var part : parts) legs.add(Leg.into(of(part.lot()), Asset.POINT, part.points()));
        legs.add(Leg.outOf(spent(wish.use()), Asset.POINT, wish.points()));
        long backed = backed(parts);
        moved(legs, SOLD, wish.payableTo(), backed);
        moved(legs, FUNDING, wish.payableTo(), wish.points() - backed);
        ledger.hold(new Hold(
                        holdId(wish.use()),
                        now.plus(HOLD_MAX),
                        "points-spent",
                        legs,
                        about(wish.use(), wish.member().toString(), wish.reference())))
                .orThrow();
    }

    void spent(PointUseId use, Instant now) {
        ledger.settle(holdId(use), JournalId.derive("points-use", use.toString(), "spent"), now)
                .orThrow();
    }

    void released(PointUseId use) {
        ledger.release(holdId(use), "points released");
    }

    private static JournalId backId(PointUseId use, String step) {
        return JournalId.derive("points-use", use.toString(), "returned", step);
    }

    boolean isReturned(PointUseId use, String step) {
        return ledger.journal(backId(use, step)).isPresent();
    }

    /// @param parts by the lots that they come to
    /// @param over  what comes back to nobody, as its time was over for good
    /// @param money of which the money goes back instead
    /// @param yen   that whoever sold owes for them: fewer where some were reversed before
    record Back(List<PointTable.Part> parts, List<PointTable.Part> over, List<PointTable.Part> money, long yen) {
        private static long points(List<PointTable.Part> of) {
            return of.stream().mapToLong(PointTable.Part::points).sum();
        }
    }

    void returned(Use use, String reference, String step, Back back, Instant now) {
        long over = Back.points(back.over);
        long inMoney = Back.points(back.money);
        long points = Math.addExact(Back.points(back.parts), Math.addExact(over, inMoney));
        ledger.open(back.parts.stream().map(part -> owed(of(part.lot()))).toList());
        var legs = new ArrayList<Leg>();
        legs.add(Leg.into(spent(use.id()), Asset.POINT, points));
        for (var part : back.parts) legs.add(Leg.outOf(of(part.lot()), Asset.POINT, part.points()));
        if (over > 0) {
            ledger.open(List.of(Account.unguarded(EXPIRED, Asset.POINT)));
            legs.add(Leg.outOf(EXPIRED, Asset.POINT, over));
        }
        if (inMoney > 0) {
            ledger.open(List.of(Account.unguarded(REFUNDED, Asset.POINT)));
            legs.add(Leg.outOf(REFUNDED, Asset.POINT, inMoney));
        }
        long paid = backed(back.parts);
        long forfeited = backed(back.over);
        moved(legs, use.payableTo(), SOLD, paid);
        moved(legs, use.payableTo(), FORFEITED, forfeited);
        moved(legs, use.payableTo(), CameBackInMoney.OWED_BACK, inMoney);
        moved(legs, use.payableTo(), FUNDING, back.yen - paid - forfeited - inMoney);
        post(new Journal(
                backId(use.id(), step),
                "points-returned",
                now,
                legs,
                about(use.id(), use.member().toString(), reference)));
    }

    /// @param yen below zero when they are owed again
    void reversed(Use use, String reference, String step, long yen, Instant now) {
        var money = Money.jpy(Math.abs(yen));
        var from = yen > 0 ? use.payableTo() : FUNDING;
        var to = yen > 0 ? FUNDING : use.payableTo();
        post(new Journal(
                JournalId.derive("points-use", use.id().toString(), "reversed", step),
                yen > 0 ? "points-bonus-reversed" : "points-bonus-restored",
                now,
                List.of(Leg.into(from, money), Leg.outOf(to, money)),
                about(use.id(), use.member().toString(), reference)));
    }

    /// @param before what was left before it: a lot may have something again when what was held is released
    void expired(PointLot lot, long points, long before, Instant now) {
        ledger.open(List.of(Account.unguarded(EXPIRED, Asset.POINT)));
        var legs = new ArrayList<>(
                List.of(Leg.into(of(lot), Asset.POINT, points), Leg.outOf(EXPIRED, Asset.POINT, points)));
        if (lot.backed()) moved(legs, SOLD, FORFEITED, points);
        post(new Journal(
                JournalId.derive("points-lot", lot.id().toString(), "expired", Long.toString(before)),
                "points-expired",
                now,
                legs,
                about(lot)));
    }

    private static JournalId takenId(PointLotId lot, String step) {
        return JournalId.derive("points-lot", lot.toString(), "taken", step);
    }

    boolean isTaken(PointLotId lot, String step) {
        return ledger.journal(takenId(lot, step)).isPresent();
    }

    void taken(PointLot lot, Points.Taking taking, long points, Instant now) {
        ledger.open(List.of(Account.unguarded(REFUNDED, Asset.POINT)));
        var legs = new ArrayList<>(
                List.of(Leg.into(of(lot), Asset.POINT, points), Leg.outOf(REFUNDED, Asset.POINT, points)));
        if (lot.backed()) moved(legs, SOLD, taking.yenTo(), points);
        post(new Journal(takenId(lot.id(), taking.step()), "points-taken", now, legs, about(lot)));
    }

    /// Of one moment.
    Points.Backing backing(List<PointLot> lots) {
        ledger.open(List.of(Account.unguarded(SOLD, Asset.of(Money.jpy(1)))));
        var accounts = Stream.concat(Stream.of(SOLD), lots.stream().map(PointBook::of))
                .sorted()
                .toList();
        long points = 0;
        long yen = 0;
        for (var balance : ledger.balances(accounts)) {
            if (balance.account().equals(SOLD)) yen = -balance.posted();
            else points -= balance.posted();
        }
        return new Points.Backing(points, yen);
    }

    long owed() {
        return ledger.account(SOLD).isEmpty() ? 0 : -ledger.balance(SOLD).posted();
    }

    long owedAt(Instant at) {
        return ledger.account(SOLD).isEmpty() ? 0 : -ledger.balanceAt(SOLD, at);
    }

    private void post(Journal journal) {
        ledger.post(journal).orThrow();
    }
}
