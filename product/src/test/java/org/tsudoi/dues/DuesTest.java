package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.FeeRate;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.fees.Fees;
import org.tsudoi.fees.OfferingKind;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.CardConsent;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.SavedCards;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Charges of memberships as orders: by hand, by a stored card, by points; and what comes back.
@ProductTest
class DuesTest {
    private static final int PRICE = 3300;

    private final Salon salon;
    private final Memberships memberships;
    private final Orders orders;
    private final Payments payments;
    private final SavedCards cards;
    private final Points points;
    private final Events events;
    private final Fees fees;
    private final FeeSetting setting;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final Market market;
    private MonthlyPlan plan;
    private Member member;

    DuesTest(
            Salon salon,
            Memberships memberships,
            Orders orders,
            Payments payments,
            SavedCards cards,
            Points points,
            Events events,
            Fees fees,
            FeeSetting setting,
            Ledger ledger,
            JdbcClient sql,
            TestClock clock,
            Market market) {
        this.salon = salon;
        this.memberships = memberships;
        this.orders = orders;
        this.payments = payments;
        this.cards = cards;
        this.points = points;
        this.events = events;
        this.fees = fees;
        this.setting = setting;
        this.ledger = ledger;
        this.sql = sql;
        this.clock = clock;
        this.market = market;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FULL, new Anchor.DayOfJoining(), PRICE);
        this.member = salon.member();
    }

    @BeforeEach
    void aFairTown() {
        salon.alone();
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Charge charge(Membership of, int period) {
        return memberships.charges(of.id()).stream()
                .filter(it -> it.terms().period().number() == period)
                .findFirst()
                .orElseThrow();
    }

    private LocalDate begins(Membership of, int period) {
        return of.agreement().calendar().start(period);
    }

    @Test
    void aFeeThatIsPaidByHandLetsAMemberIn() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        assertThat(joined).isInstanceOf(Membership.Joining.class);
        var order = salon.order(joined, 0);
        assertThat(order).isInstanceOf(Order.Held.class);
        assertThat(order.toPay()).isEqualTo(Money.jpy(PRICE));
        assertThat(order.terms().when()).isEqualTo(new Order.When.Period(begins(joined, 0), begins(joined, 1)));
        orders.pay(order.id());
        market.payAtProvider(market.session(order.id()));
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        assertThat(salon.now(joined)).isInstanceOf(Membership.Joining.class);
        salon.jobs();
        assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);
        assertThat(((Charge.Paid) charge(joined, 0)).reference())
                .isEqualTo(order.id().toString());
        assertThat(salon.completedAt(order.id())).isNotNull();
        assertThat(salon.payable(organiser)).isBetween(PRICE - 200L, PRICE - 1L);
    }

    @Test
    void aMonthThatIsPaidAheadIsTheOrganisersOnceItHasBegun() {
        var joined = salon.joinByCard(plan, member, Salon.GOOD);
        memberships.payBy(joined.id(), new PayBy.Invoice(), "test");
        salon.until(begins(joined, 1).minusDays(3));
        var next = salon.order(joined, 1);
        assertThat(next).isInstanceOf(Order.Held.class);
        orders.pay(next.id());
        market.payAtProvider(market.session(next.id()));
        orders.askAgain(next.id());
        salon.jobs();
        assertThat(salon.completedAt(next.id())).isNull();
        salon.until(begins(joined, 1));
        assertThat(salon.completedAt(next.id())).isNotNull();
        assertThat(salon.now(joined)).isEqualTo(new Membership.Active(joined.id(), joined.agreement(), 1));
    }

    @Test
    void aCardThatWasKeptForItIsChargedOnTheDay() {
        var joined = salon.joinByCard(plan, member, Salon.GOOD);
        assertThat(joined).isInstanceOf(Membership.Active.class);
        assertThat(memberships.payBy(joined.id())).isInstanceOf(PayBy.Stored.class);
        salon.until(begins(joined, 1).minusDays(1));
        assertThat(memberships.charges(joined.id())).hasSize(1);
        salon.until(begins(joined, 1));
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(salon.order(joined, 1)).isInstanceOf(Order.Paid.class);
        assertThat(salon.now(joined).lastPeriod()).isEqualTo(1);
    }

    @Test
    void aCardIsNotChargedAloneWithoutItsHoldersConsent() {
        var joined = salon.joinByCard(plan, member, Salon.GOOD);
        sql.sql("update saved_card set alone_since = null where holder = :holder")
                .param("holder", member.id().value())
                .update();
        salon.until(begins(joined, 1));
        assertThat(charge(joined, 1)).isInstanceOfSatisfying(Charge.Declined.class, declined -> {
            assertThat(declined.code()).isEqualTo("card_gone");
            assertThat(declined.remedy()).isEqualTo(Charge.Remedy.NEW_MEANS);
        });
        var card = cards.of(new CardHolder(member.id().value())).getFirst();
        assertThat(cards.agree(
                        new CardHolder(member.id().value()), card.id(), new CardConsent("同意します", Locale.JAPANESE)))
                .isTrue();
        memberships.payBy(joined.id(), new PayBy.Invoice(), "test");
        memberships.payBy(joined.id(), new PayBy.Stored(card.id().toString()), "test");
        salon.jobs();
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
    }

    @Test
    void aRefusedCardIsTriedAgainAndThenPaidForByHandOnce() {
        var joined = salon.joinByCard(plan, member, Salon.FAILS_WHEN_KEPT);
        salon.until(begins(joined, 1).plusDays(3));
        assertThat(salon.now(joined)).isInstanceOf(Membership.PastDue.class);
        assertThat(charge(joined, 1))
                .isInstanceOfSatisfying(
                        Charge.Declined.class,
                        declined -> assertThat(declined.attempt()).isEqualTo(3));
        salon.payByHand(Dues.order(charge(joined, 1).id()), member, Salon.GOOD);
        assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);
        assertThat(((Charge.Paid) charge(joined, 1)).attempt()).isEqualTo(3);
        salon.until(begins(joined, 2));
        assertThat(salon.now(joined).lastPeriod()).isEqualTo(2);
        assertThat(payments.refundsFor(Dues.order(charge(joined, 1).id()).toString()))
                .isEmpty();
    }

    @Test
    void aBankThatWantsItsCustomerIsNoRefusal() {
        var joined = salon.joinByCard(plan, member, Salon.BANK_ASKS);
        assertThat(memberships.payBy(joined.id())).isInstanceOf(PayBy.Stored.class);
        salon.until(begins(joined, 1));
        assertThat(((Charge.Waiting) charge(joined, 1)).what()).isEqualTo(Charge.WaitsFor.HOLDER);
        salon.payByHand(Dues.order(charge(joined, 1).id()), member, Salon.GOOD);
        assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
    }

    @Test
    void pointsPayWhereThereAreEnough() {
        grant(PRICE + 100);
        var joined = salon.join(plan, member, new PayBy.Points());
        assertThat(joined).isInstanceOf(Membership.Active.class);
        assertThat(points.wallet(member.id()).points()).isEqualTo(100);
        assertThat(salon.payable(organiser)).isEqualTo(PRICE);
        salon.until(begins(joined, 1));
        assertThat(salon.now(joined)).isInstanceOf(Membership.PastDue.class);
        assertThat(((Charge.Declined) charge(joined, 1)).code()).isEqualTo("not_enough_points");
        assertThat(points.wallet(member.id()).points()).isEqualTo(100);
        grant(PRICE);
        salon.until(begins(joined, 1).plusDays(1));
        assertThat(salon.now(joined)).isInstanceOf(Membership.Active.class);
        assertThat(points.wallet(member.id()).points()).isEqualTo(100);
    }

    @Test
    void pointsPayFirstAndTheCardWhatTheyLeave() {
        var joined = salon.joinByCard(plan, member, Salon.GOOD);
        var card = cards.of(new CardHolder(member.id().value())).getFirst().id();
        memberships.payBy(joined.id(), new StoredMeans(card, true).payBy(), "test");
        grant(1000);
        salon.until(begins(joined, 1));
        var order = salon.order(joined, 1);
        assertThat(order).isInstanceOf(Order.Paid.class);
        assertThat(order.toPay()).isEqualTo(Money.jpy(PRICE - 1000));
        assertThat(points.wallet(member.id()).points()).isZero();
        grant(PRICE - 20);
        salon.until(begins(joined, 2));
        assertThat(salon.order(joined, 2).toPay()).isEqualTo(Money.jpy(100));
        grant(PRICE);
        salon.until(begins(joined, 3));
        assertThat(salon.order(joined, 3).toPay()).isEqualTo(Money.jpy(0));
        assertThat(charge(joined, 3)).isInstanceOf(Charge.Paid.class);
    }

    private void grant(long howMany) {
        points.grant(new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.PAID,
                howMany,
                "test",
                clock.instant().plus(Duration.ofDays(170)),
                "test"));
    }

    @Test
    void whoLeavesAtOnceGetsTheUnusedDaysBackOnce() {
        var joined = salon.joinByCard(plan, member, Salon.GOOD);
        var days = joined.agreement().calendar().period(0).days();
        memberships.leaveAtOnce(joined.id(), "test");
        salon.jobs();
        salon.jobs();
        var order = salon.order(joined, 0);
        assertThat(order).isInstanceOf(Order.Cancelled.class);
        var unused = PRICE * (days - 1) / days;
        assertThat(((Ticket.Cancelled) orders.tickets(order.id()).getFirst()).refunded())
                .isEqualTo(Money.jpy(unused));
        assertThat(payments.refundsFor(order.id().toString()))
                .singleElement()
                .satisfies(refund -> assertThat(refund.terms().amount()).isEqualTo(Money.jpy(unused)));
        assertThat(((Charge.Paid) charge(joined, 0)).back()).isEqualTo(Money.jpy(unused));
    }

    @Test
    void thePlatformsFeeOfSalonsIsTheOrganisersToBearAndGoesBackInProportion() {
        salons(1000);
        try {
            fees.bear(organiser, Bearer.BUYER, setting.somebody());
            var joined = salon.joinByCard(plan, member, Salon.GOOD);
            var order = salon.order(joined, 0);
            assertThat(order.terms().total()).isEqualTo(Money.jpy(PRICE));
            assertThat(order.platformFee()).isEqualTo(Money.jpy(PRICE / 10));
            assertThat(salon.payable(organiser)).isBetween(PRICE * 9L / 10 - 200, PRICE * 9L / 10 - 1);
            memberships.leaveAtOnce(joined.id(), "test");
            salon.jobs();
            var kept = sql.sql("select fee_kept from orders where id = :id")
                    .param("id", order.id().value())
                    .query(Long.class)
                    .single();
            assertThat(kept).isBetween(1L, PRICE / 10 - 1L);
        } finally {
            salons(0);
        }
    }

    private void salons(int basisPoints) {
        var none = Money.zero(Money.jpy(1).currency());
        fees.set(
                new FeeRate(OfferingKind.SALON, basisPoints, none, none, Optional.empty(), clock.instant()),
                setting.somebody());
    }

    @Test
    void theRoomOfAMonthIsOnNobodysList() {
        var joined = salon.join(plan, member, new PayBy.Invoice());
        var event = events.get(salon.order(joined, 0).terms().event());
        assertThat(event.onSale(clock.instant())).isFalse();
        assertThat(events.bySlug(event.particulars().slug())).isEmpty();
        assertThat(events.ofOrganiser(organiser)).doesNotContain(event);
        assertThat(market.place(event, 1)).isInstanceOf(Orders.Placing.NotOnSale.class);
    }

    @Test
    void aPeriodIsSoldOfNothingElse() {
        var meeting = market.held(market.event(organiser, 5, Duration.ofDays(3)).id(), 1);
        assertThatThrownBy(() -> sql.sql("update orders set period_from = '2027-01-01' where id = :id")
                        .param("id", meeting.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        var month = salon.order(salon.join(plan, member, new PayBy.Invoice()), 0);
        assertThatThrownBy(() -> sql.sql("update orders set period_until = period_from where id = :id")
                        .param("id", month.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void whatIsPaidAfterAChargeWasClosedOpensItAgain() {
        var joined = salon.joinByCard(plan, member, Salon.GOOD);
        memberships.payBy(joined.id(), new PayBy.Invoice(), "test");
        salon.until(begins(joined, 1).minusDays(3));
        memberships.leave(joined.id(), "test");
        salon.today();
        assertThat(salon.order(joined, 1)).isInstanceOf(Order.Lapsed.class);
        memberships.stay(joined.id(), "test");
        salon.today();
        assertThat(salon.order(joined, 1)).isInstanceOf(Order.Held.class);
        assertThat(salon.payByHand(Dues.order(charge(joined, 1).id()), member, Salon.GOOD))
                .isInstanceOf(Order.Paid.class);
        assertThat(charge(joined, 1)).isInstanceOf(Charge.Paid.class);
        assertThat(payments.newestFor(salon.order(joined, 1).id().toString()))
                .containsInstanceOf(Payment.Captured.class);
        assertThat(ledger.account(Orders.payable(organiser, Money.jpy(1).currency())))
                .isPresent();
    }
}
