package org.tsudoi.pointsales.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.dues.Dues;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.texts.Language;
import org.tsudoi.texts.Texts;

/// Free points for each period of full membership that was paid. The order of a period is made of
/// membership and period, and the lot of the order: so there is one of each. What is unused of it
/// goes when the period is given back.
@Component
class BonusForMembers {
    private final SaleTable sale;
    private final Points points;
    private final Orders orders;
    private final MonthlyPlans plans;
    private final Texts texts;
    private final Clock clock;

    BonusForMembers(SaleTable sale, Points points, Orders orders, MonthlyPlans plans, Texts texts, Clock clock) {
        this.sale = sale;
        this.points = points;
        this.orders = orders;
        this.plans = plans;
        this.texts = texts;
        this.clock = clock;
    }

    @EventListener
    void on(OrderNews.PeriodsPaid news) {
        boolean isFull = plans.find(Dues.plan(news.event()))
                .filter(plan -> plan.kind() == MonthlyPlan.Kind.PLATFORM)
                .isPresent();
        if (!isFull) return;
        var bonus = sale.settings(1).stream()
                .findFirst()
                .map(it -> it.terms().bonus())
                .orElse(SaleTerms.NONE.bonus());
        if (bonus.points() == 0) return;
        for (var order : orders.all(news.orders())) give(order, bonus);
    }

    private void give(Order order, SaleTerms.Bonus bonus) {
        var buyer = order.terms().buyer();
        if (buyer.member() == null || !(order.terms().when() instanceof Order.When.Period(var from, var _))) return;
        points.grant(new Points.Grant(
                lot(order.id()),
                buyer.member(),
                PointLot.Kind.FREE,
                bonus.points(),
                texts.say(Language.of(buyer.locale()), "pointsales.reasonMember"),
                later(from).plusDays(bonus.days()).atStartOfDay(SaleTerms.TOKYO).toInstant(),
                order.id().toString()));
    }

    /// Who pays ahead is not given less time by it.
    private LocalDate later(LocalDate from) {
        var today = LocalDate.ofInstant(clock.instant(), SaleTerms.TOKYO);
        return from.isAfter(today) ? from : today;
    }

    private static PointLotId lot(OrderId period) {
        var name = "bonus of " + period;
        return new PointLotId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    @EventListener
    void on(OrderNews.PeriodGivenBack news) {
        points.take(new Points.Taking(
                lot(news.order()),
                SaleTerms.Bonus.POINTS_MAX,
                Points.What.TAKEN,
                "period given back",
                AccountCode.of("points", "free")));
    }
}
