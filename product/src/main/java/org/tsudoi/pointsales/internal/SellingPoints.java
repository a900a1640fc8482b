package org.tsudoi.pointsales.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.House;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.HouseOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Problem;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.OddityId;
import org.tsudoi.pointsales.PointPack;
import org.tsudoi.pointsales.PointPackId;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.Purchase;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// The face. Purchases are asked for one after the other, so that no rush passes a limit.
@Component
class SellingPoints implements PointSales {
    /// Stores and banks take their days.
    private static final Duration PAID_WITHIN = Duration.ofDays(3);

    private static final int SETTINGS_MAX = 100;

    private final SaleTable sale;
    private final PurchaseTable purchases;
    private final Points points;
    private final Counter counter;
    private final OwingBack owing;
    private final Clock clock;

    /// Who sells, by what, and in which words.
    @Component
    record Counter(House house, HouseOrders orders, Texts texts, TransactionTemplate transactions) {}

    SellingPoints(
            SaleTable sale, PurchaseTable purchases, Points points, Counter counter, OwingBack owing, Clock clock) {
        this.sale = sale;
        this.purchases = purchases;
        this.points = points;
        this.counter = counter;
        this.owing = owing;
        this.clock = clock;
    }

    @Override
    public SaleTerms terms() {
        return sale.settings(1).stream().findFirst().map(Setting::terms).orElse(SaleTerms.NONE);
    }

    @Override
    public List<Setting> settings() {
        return sale.settings(SETTINGS_MAX);
    }

    @Override
    public void set(SaleTerms terms, MemberId by) {
        sale.insert(new Setting(terms, by, clock.instant()));
    }

    @Override
    public List<PointPack> packs() {
        return sale.packs();
    }

    @Override
    public void offer(PointPack pack, MemberId by) {
        sale.insert(pack, by, clock.instant());
    }

    @Override
    public void retire(PointPackId pack) {
        sale.retire(pack, clock.instant());
    }

    @Override
    public boolean isOpen() {
        return terms().onSale() && counter.house.seller().isPresent() && !packs().isEmpty();
    }

    @Override
    public Buying buy(Member member, PointPackId pack, String key) {
        var words = String.join(" ", "points", member.id().toString(), pack.toString(), key);
        var id = new OrderId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
        return Objects.requireNonNull(counter.transactions.execute(_ -> {
            sale.lockRoom();
            return purchases.find(id).isPresent() ? new Buying.ToPay(id) : buy(id, member, pack);
        }));
    }

    private Buying buy(OrderId id, Member member, PointPackId wanted) {
        var terms = terms();
        var pack = packs().stream().filter(it -> it.id().equals(wanted)).findFirst();
        if (!terms.onSale() || counter.house.seller().isEmpty() || pack.isEmpty()) return new Buying.NotSold();
        var now = clock.instant();
        var tooMuch = tooMuch(member.id(), pack.get().points(), terms.limits(), now);
        if (tooMuch.isPresent()) return tooMuch.get();
        if (!sale.takeRoom(pack.get().points(), points.owed(), terms.limits().inAll())) return new Buying.NoRoom();
        counter.orders.ask(id, wish(member, pack.get(), now));
        purchases.insert(new Purchase(
                id,
                member.id(),
                wanted,
                pack.get().points(),
                pack.get().bonus(),
                terms.ground(),
                terms.lifeMonths(),
                Purchase.State.OPEN,
                now));
        return new Buying.ToPay(id);
    }

    private Optional<Buying> tooMuch(MemberId member, long wanted, SaleTerms.Limits limits, Instant now) {
        var today = LocalDate.ofInstant(now, SaleTerms.TOKYO);
        if (wanted > limits.once()) return Optional.of(new Buying.TooMuch(Span.ONCE, limits.once()));
        if (wanted + since(member, today) > limits.day()) {
            return Optional.of(new Buying.TooMuch(Span.DAY, limits.day()));
        }
        return wanted + since(member, today.withDayOfMonth(1)) > limits.month()
                ? Optional.of(new Buying.TooMuch(Span.MONTH, limits.month()))
                : Optional.empty();
    }

    private long since(MemberId member, LocalDate day) {
        return purchases.boughtSince(member, day.atStartOfDay(SaleTerms.TOKYO).toInstant());
    }

    /// Points are no sale that is taxed: what is bought with them is (消費税法 別表第2 4号ハ).
    private HouseOrders.Wish wish(Member member, PointPack pack, Instant now) {
        var language = Language.of(member.locale());
        var texts = counter.texts;
        var thing = new HouseOrders.Thing(
                "points " + language.tag(),
                texts.say(language, "pointsales.thing"),
                texts.say(language, "pointsales.about"),
                SaleTerms.TOKYO);
        var name = member.displayName()
                .orElseGet(() -> new PersonName(member.email().value().replaceAll("@.*", "")));
        return new HouseOrders.Wish(
                thing,
                pack.bonus() == 0
                        ? texts.say(language, "pointsales.pack", pack.points())
                        : texts.say(language, "pointsales.packBonus", pack.points(), pack.bonus()),
                pack.price(),
                new Tax(Tax.Category.NONE, 0),
                new Order.Buyer(member.id(), name, member.email(), member.locale()),
                now.plus(PAID_WITHIN));
    }

    @Override
    public Room room() {
        return new Room(
                points.owed(), sale.reserved().orElse(0L), terms().limits().inAll());
    }

    @Override
    public Refunding refund(OrderId order) {
        var purchase = purchases.find(order).orElseThrow(Problem::notFound);
        if (purchase.state() != Purchase.State.PAID) return Refunding.NOT_PAID;
        if (purchase.ground() != SaleTerms.Ground.SIX_MONTHS) return Refunding.NOT_ALLOWED;
        try {
            // The points are taken by whoever hears of it, in the same transaction.
            counter.transactions.executeWithoutResult(
                    _ -> counter.orders.giveBack(order, Money.jpy(purchase.points())));
            return Refunding.DONE;
        } catch (PartUsed _) {
            return Refunding.USED;
        }
    }

    /// Something of a lot is gone, or expired.
    static final class PartUsed extends RuntimeException {
        private static final long serialVersionUID = 1;

        PartUsed(OrderId order) {
            super("not all of " + order + " is left");
        }
    }

    @Override
    public List<Purchase> purchases(int max) {
        return purchases.newest(max);
    }

    @Override
    public Optional<Purchase> purchase(OrderId order) {
        return purchases.find(order);
    }

    @Override
    public List<Purchase> waiting(MemberId member) {
        return purchases.waiting(member);
    }

    @Override
    public List<Oddity> oddities() {
        return owing.forAPerson();
    }

    @Override
    public boolean settle(OddityId oddity, MemberId by, String note) {
        return owing.settle(oddity, by, note);
    }
}
