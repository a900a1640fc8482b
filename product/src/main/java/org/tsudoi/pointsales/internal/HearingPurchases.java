package org.tsudoi.pointsales.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Currency;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.OddityId;
import org.tsudoi.pointsales.PointSales;
import org.tsudoi.pointsales.Purchase;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// What becomes of the order for points becomes of the points, in one commit: the yen that they cost are never the
/// house's, not even for a moment, until the points have expired.
@Component
class HearingPurchases {
    private static final Currency YEN = Currency.getInstance("JPY");

    private final PurchaseTable purchases;
    private final SaleTable sale;
    private final OddityTable oddities;
    private final Points points;
    private final Words words;
    private final OwingBack owing;

    /// When, in which words, and by which orders.
    @Component
    record Words(Texts texts, Clock clock, Orders orders) {}

    HearingPurchases(
            PurchaseTable purchases,
            SaleTable sale,
            OddityTable oddities,
            Points points,
            OwingBack owing,
            Words words) {
        this.purchases = purchases;
        this.sale = sale;
        this.oddities = oddities;
        this.points = points;
        this.owing = owing;
        this.words = words;
    }

    @EventListener
    void on(OrderNews.HouseOrdersPaid news) {
        for (var id : news.orders()) purchases.lock(id).ifPresent(this::paid);
    }

    private void paid(Purchase purchase) {
        var now = words.clock.instant();
        var order = words.orders.get(purchase.order());
        var expires = SaleTerms.expiry(now, purchase.lifeMonths());
        sale.fillRoom(purchase.points());
        purchases.move(purchase, Purchase.State.PAID, now);
        points.sell(new Points.Sold(
                purchase.lot(),
                purchase.member(),
                purchase.points(),
                say(order, "pointsales.reason"),
                expires,
                purchase.ground().late(),
                payable(order),
                purchase.order().toString()));
        if (purchase.bonus() > 0) {
            points.grant(new Points.Grant(
                    onTop(purchase),
                    purchase.member(),
                    PointLot.Kind.FREE,
                    purchase.bonus(),
                    say(order, "pointsales.reasonBonus"),
                    expires,
                    purchase.order().toString()));
        }
    }

    private String say(Order order, String key) {
        return words.texts.say(Language.of(order.terms().buyer().locale()), key);
    }

    private static AccountCode payable(Order order) {
        return Orders.payable(order.terms().organiser(), YEN);
    }

    /// The free ones.
    private static PointLotId onTop(Purchase purchase) {
        var name = "on top of " + purchase.order();
        return new PointLotId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @EventListener
    void on(OrderNews.OrderLapsed news) {
        purchases
                .lock(news.order())
                .filter(it -> it.state() == Purchase.State.OPEN)
                .ifPresent(purchase -> {
                    sale.freeRoom(purchase.points());
                    purchases.move(purchase, Purchase.State.LAPSED, words.clock.instant());
                });
    }

    /// @throws SellingPoints.PartUsed so that nothing of it happens
    @EventListener
    void on(OrderNews.HouseOrderGivenBack news) {
        purchases.lock(news.order()).ifPresent(purchase -> {
            var payable = payable(words.orders.get(news.order()));
            boolean whole = points.takeWhole(
                            taking(purchase.lot(), purchase.points(), Points.What.REFUNDED, "refunded", payable))
                    && (purchase.bonus() == 0
                            || points.takeWhole(
                                    taking(onTop(purchase), purchase.bonus(), Points.What.TAKEN, "refunded", payable)));
            if (!whole) throw new SellingPoints.PartUsed(news.order());
            purchases.move(purchase, Purchase.State.REFUNDED, words.clock.instant());
        });
    }

    private static Points.Taking taking(PointLotId lot, long most, Points.What what, String step, AccountCode yenTo) {
        return new Points.Taking(lot, most, what, step, yenTo);
    }

    /// What is left of it goes, up to what the bank took; what was used is lost, and a person has to know.
    @EventListener
    void on(OrderNews.HouseOrderLost news) {
        purchases
                .lock(news.order())
                .filter(it -> it.state() == Purchase.State.PAID)
                .ifPresent(purchase -> lost(purchase, news));
    }

    private void lost(Purchase purchase, OrderNews.HouseOrderLost news) {
        var now = words.clock.instant();
        long taken = takeRest(purchase, news.amount().minorUnits(), news.dispute());
        purchases.move(purchase, Purchase.State.LOST, now);
        long rest = news.amount().minorUnits() - taken;
        rest -= owing.coverLost(purchase, news.dispute(), rest);
        if (rest > 0) {
            oddities.insert(
                    OddityId.of(purchase.lot(), "lost " + news.dispute()),
                    PointSales.Kind.LOST,
                    purchase.lot(),
                    Money.jpy(rest),
                    "for_person",
                    now);
        }
    }

    private long takeRest(Purchase purchase, long most, String step) {
        var payable = payable(words.orders.get(purchase.order()));
        if (purchase.bonus() > 0) {
            points.take(taking(onTop(purchase), purchase.bonus(), Points.What.TAKEN, "lost " + step, payable));
        }
        return points.take(taking(purchase.lot(), most, Points.What.TAKEN, "lost " + step, payable));
    }

    /// Points that were reserved when the bank decided, or came back since; no more than the bank gave back.
    void takeWhatCameFree(OrderId id) {
        var purchase = purchases.lock(id).orElseThrow();
        long open = oddities.lost(purchase.lot());
        if (open == 0) return;
        long taken = takeRest(purchase, open, words.clock.instant().toString());
        if (taken > 0) oddities.lessLost(purchase.lot(), taken);
    }
}
