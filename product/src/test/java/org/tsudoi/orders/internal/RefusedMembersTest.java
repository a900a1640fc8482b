package org.tsudoi.orders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.tsudoi.banking.ZenginFile;
import org.tsudoi.contact.PersonName;
import org.tsudoi.dues.Salon;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.memberplaces.MemberPlaces.Taking;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.MemberStanding;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.payments.BeforeTaking;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.ReportInbox;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Of whoever is a member no more what was refused is taken by nobody, and what a bank was given is theirs.
@ProductTest
class RefusedMembersTest {
    private static final PersonName NAME = new PersonName("山田 花子");

    private final Inside inside;
    private final Orders orders;
    private final MemberPlaces places;
    private final Memberships memberships;
    private final BeforeTaking before;
    private final ReportInbox reports;
    private final Market market;
    private final Salon salon;
    private final TestClock clock;

    /// What [RefusedMembers] stands on.
    record Inside(OrderTable orders, PlacingOrders placing, Payments payments, PlacingOrders.Desk desk) {}

    RefusedMembersTest(
            OrderTable table,
            PlacingOrders placing,
            Payments payments,
            PlacingOrders.Desk desk,
            Orders orders,
            MemberPlaces places,
            Memberships memberships,
            BeforeTaking before,
            ReportInbox reports,
            Market market,
            Salon salon,
            TestClock clock) {
        this.inside = new Inside(table, placing, payments, desk);
        this.orders = orders;
        this.places = places;
        this.memberships = memberships;
        this.before = before;
        this.reports = reports;
        this.market = market;
        this.salon = salon;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// Whose member was let in, began to pay ¥1,500, and is kept out from now on.
    private OrderId refused(Choice means) {
        var order = begun(means);
        keepOut(order);
        return order;
    }

    private OrderId begun(Choice means) {
        var organiser = market.organiser();
        var plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        var event = market.event(
                organiser,
                5,
                Duration.ofDays(6),
                market.plan(Plan.Kind.ONCE, Money.jpy(2000), 4),
                market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4)
                        .forMembersOf(Optional.of(new CircleId(plan.id().value()))));
        var member = salon.member();
        salon.join(plan, member, new PayBy.Points());
        var taken = places.take(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().membersPlans().getFirst().id(),
                List.of(NAME),
                buyer(member)));
        if (!(taken instanceof Taking.Answered(Placing.Placed(var order)))) throw new AssertionError(taken);
        orders.pay(order.id(), means);
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paying.class);
        return order.id();
    }

    private static Order.Buyer buyer(Member member) {
        return new Order.Buyer(member.id(), NAME, member.email(), member.locale());
    }

    private void keepOut(OrderId order) {
        var terms = orders.get(order).terms();
        var circle = inside.desk
                .events()
                .get(terms.event())
                .particulars()
                .circle(terms.plan())
                .orElseThrow();
        var salonPlan = new MonthlyPlanId(circle.value());
        var member = Objects.requireNonNull(terms.buyer().member());
        memberships.suspend(memberships.running(salonPlan, member).orElseThrow().id(), "noise", "owner");
    }

    private RefusedMembers asking(MemberStanding standing) {
        return new RefusedMembers(
                inside.orders,
                inside.placing,
                inside.payments,
                new StaticListableBeanFactory(Map.of("standing", standing)).getBeanProvider(MemberStanding.class),
                inside.desk);
    }

    @Test
    void whatAnotherLetGoAMomentAgoIsNotTaken() {
        var order = refused(Choice.CARD);
        var another = asking(Set::copyOf);
        var one = asking(asked -> {
            assertThat(another.letGo(order)).isTrue();
            return Set.copyOf(asked);
        });
        assertThat(one.mayTake(order.toString())).isFalse();
        assertThat(orders.get(order)).isInstanceOf(Order.Lapsed.class);
        assertThat(before.mayTake(order.toString()))
                .as("nor by who comes later")
                .isFalse();
    }

    @Test
    void whatIsOfAMemberStillOrOfNoOrderMayBeTaken() {
        assertThat(before.mayTake(begun(Choice.CARD).toString())).isTrue();
        assertThat(before.mayTake("something else")).isTrue();
    }

    @Test
    void whoeverHasTransferredAPartKeepsTheSeat() {
        var order = begun(Choice.of(Means.BANK_TRANSFER));
        var none = refused(Choice.of(Means.BANK_TRANSFER));
        var account = (Instructions.BankAccount) issued(order).how();
        reports.receive(
                "transfer",
                new ZenginFile(LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo")))
                        .deposit(1000, account.number() + " ﾔﾏﾀﾞ ﾊﾅｺ")
                        .bytes(),
                "somebody");
        assertThat(issued(order).hasPart()).isTrue();
        keepOut(order);
        places.giveBack();
        orders.pay(order, Choice.of(Means.BANK_TRANSFER));
        assertThat(orders.get(order)).isInstanceOf(Order.Paying.class);
        assertThat(orders.get(none)).as("of whom nothing has come").isInstanceOf(Order.Lapsed.class);
    }

    private Payment.Issued issued(OrderId order) {
        return (Payment.Issued) inside.payments.newestFor(order.toString()).orElseThrow();
    }
}
