package org.tsudoi.memberplaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.dues.Salon;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.memberplaces.MemberPlaces.Taking;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CircleId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.MemberOrders;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Orders.Placing;
import org.tsudoi.orders.Reduction;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.transfers.Transfer;
import org.tsudoi.transfers.Transfers;
import tools.jackson.databind.json.JsonMapper;

/// What a member has taken and not paid is a member's until it is paid; and it is theirs, and nobody else's.
@ProductTest
class MemberStandingTest {
    private static final Duration SOON = Duration.ofDays(3);
    private static final PersonName NAME = new PersonName("山田 花子");
    private static final PersonName FRIEND = new PersonName("鈴木 一郎");

    private final MemberPlaces places;
    private final Memberships memberships;
    private final Events events;
    private final Orders orders;
    private final MemberOrders selling;
    private final Transfers transfers;
    private final Till till;
    private final Market market;
    private final Salon salon;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final OrganiserId organiser;
    private final MonthlyPlan plan;
    private final CircleId circle;

    /// What moves money.
    record Till(Payments payments, Points points, Ledger ledger, OutboxRunner outbox) {}

    MemberStandingTest(
            MemberPlaces places,
            Memberships memberships,
            Events events,
            Orders orders,
            MemberOrders selling,
            Transfers transfers,
            Payments payments,
            Points points,
            Ledger ledger,
            OutboxRunner outbox,
            Market market,
            Salon salon,
            TestClock clock,
            JdbcClient sql,
            TransactionTemplate transaction) {
        this.places = places;
        this.memberships = memberships;
        this.events = events;
        this.orders = orders;
        this.selling = selling;
        this.transfers = transfers;
        this.till = new Till(payments, points, ledger, outbox);
        this.market = market;
        this.salon = salon;
        this.clock = clock;
        this.sql = sql;
        this.transaction = transaction;
        this.organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        this.circle = new CircleId(plan.id().value());
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(till.ledger.trialBalance().isBalanced()).isTrue();
    }

    /// Drop-ins pay ¥1,500.
    private Event event(long price, int capacity) {
        return market.event(organiser, capacity, SOON, once(1500), once(price).forMembersOf(Optional.of(circle)));
    }

    private Plan once(long price) {
        return market.plan(Plan.Kind.ONCE, Money.jpy(price), 4);
    }

    private static PlanId members(Event event) {
        return event.particulars().membersPlans().getFirst().id();
    }

    private static PlanId everybodys(Event event) {
        return event.particulars().plans().getFirst().id();
    }

    private Member joined() {
        var member = salon.member();
        salon.join(plan, member, new PayBy.Points());
        return member;
    }

    private static Orders.Request request(
            EventId event, PlanId plan, Member member, EmailAddress mail, List<PersonName> who) {
        return new Orders.Request(
                UUID.randomUUID().toString(),
                event,
                plan,
                who,
                new Order.Buyer(member.id(), NAME, mail, member.locale()));
    }

    private Taking take(Event event, PlanId plan, Member member) {
        return places.take(request(event.id(), plan, member, member.email(), List.of(NAME)));
    }

    private Order taken(Event event, PlanId plan, Member member) {
        if (take(event, plan, member) instanceof Taking.Answered(Placing.Placed(var order))) return order;
        throw new AssertionError("no place");
    }

    private Order held(Event event, Member member) {
        var order = taken(event, members(event), member);
        assertThat(order).isInstanceOf(Order.Held.class);
        return order;
    }

    private void end(Member member, String how) {
        var membership = memberships.running(plan.id(), member.id()).orElseThrow();
        switch (how) {
            case "suspended" -> memberships.suspend(membership.id(), "noise", "owner");
            case "expelled" -> memberships.expel(membership.id(), "owner");
            case "left" -> memberships.leaveAtOnce(membership.id(), "member");
            default -> throw new AssertionError(how);
        }
    }

    private void assertGone(Event event, OrderId id) {
        assertThat(orders.get(id))
                .isInstanceOfSatisfying(
                        Order.Lapsed.class,
                        lapsed -> assertThat(lapsed.why()).isEqualTo(Order.LapseReason.NOT_A_MEMBER));
        assertThat(events.seats(event.id()).held()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "expelled", "left"})
    void whoIsNoMemberAnyMoreBeginsToPayNothingAndTheSeatIsFree(String how) {
        var event = event(500, 1);
        var member = joined();
        var order = held(event, member);
        end(member, how);
        assertThat(orders.pay(order.id())).isInstanceOf(Orders.PayStep.NothingToPay.class);
        assertGone(event, order.id());
        assertThat(till.payments.newestFor(order.id().toString())).isEmpty();
        assertThat(market.place(event.id(), 1)).isInstanceOf(Placing.Placed.class);
    }

    @Test
    void manyWhoBeginAtOnceAreAskedEachAndOthersAreNot() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        var guest = market.held(event.id(), 1);
        var staying = held(event, joined());
        end(member, "suspended");
        assertThat(orders.pay(order.id())).isInstanceOf(Orders.PayStep.NothingToPay.class);
        assertThat(orders.pay(guest.id())).isInstanceOf(Orders.PayStep.GoToProvider.class);
        assertThat(orders.pay(staying.id())).isInstanceOf(Orders.PayStep.GoToProvider.class);
    }

    @Test
    void whatIsForMembersAsAWholeIsAskedAboutTooAndWhoOrderedBeforeThatIsNot() {
        var event = market.event(organiser, 5, SOON, once(1500));
        var before = market.held(event.id(), 1);
        var dropIn = (Placing.Placed)
                orders.place(request(event.id(), everybodys(event), salon.member(), market.mail("own"), List.of(NAME)));
        assertThat(places.reserve(event.id(), plan.id())).isTrue();
        var member = joined();
        var now = events.get(event.id());
        var order = taken(now, everybodys(now), member);
        end(member, "suspended");
        assertThat(orders.pay(order.id())).isInstanceOf(Orders.PayStep.NothingToPay.class);
        assertThat(orders.pay(before.id())).isInstanceOf(Orders.PayStep.GoToProvider.class);
        assertThat(orders.pay(dropIn.order().id())).isInstanceOf(Orders.PayStep.GoToProvider.class);
    }

    @Test
    void pointsPayNothingForWhoIsNoMemberAnyMoreAndComeBack() {
        var event = event(500, 5);
        var member = joined();
        var lot = new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.FREE,
                500,
                "test",
                clock.instant().plus(Duration.ofDays(300)),
                "test");
        till.points.grant(lot);
        var order = held(event, member);
        assertThat(orders.reduce(order.id(), new Reduction.ByPoints(member, 500)))
                .isInstanceOf(Orders.Reducing.Done.class);
        end(member, "suspended");
        var read = new Confirmations.Read(orders.get(order.id()).reductions(), "what was read\n", Locale.ENGLISH, true);
        assertThat(orders.conclude(order.id(), read)).get().isInstanceOf(Order.Lapsed.class);
        assertGone(event, order.id());
        assertThat(till.points.wallet(member.id()).points()).isEqualTo(500);
    }

    @Test
    void whoHasBegunToPayIsShownNoPageAgain() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        assertThat(orders.pay(order.id())).isInstanceOf(Orders.PayStep.GoToProvider.class);
        end(member, "expelled");
        assertThat(orders.pay(order.id())).isInstanceOf(Orders.PayStep.NothingToPay.class);
        assertGone(event, order.id());
    }

    @Test
    void theJobLetsGoWhatIsNotPaidAndWhatIsPaidAllTheSameComesBackInFull() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        orders.pay(order.id());
        var page = market.session(order.id());
        places.giveBack();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paying.class);
        end(member, "suspended");
        assertThat(places.giveBack()).isPositive();
        assertGone(event, order.id());
        market.payAtProvider(page);
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Unseated.class);
        till.outbox.runDue();
        assertThat(till.payments.refundsFor(order.id().toString()))
                .singleElement()
                .satisfies(refund -> {
                    assertThat(refund).isInstanceOf(Refund.Succeeded.class);
                    assertThat(refund.terms().amount()).isEqualTo(Money.jpy(500));
                });
        assertThat(events.seats(event.id()).taken()).isZero();
    }

    @Test
    void whatWasPaidBeforeItWasLetGoStaysTheirs() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        orders.pay(order.id());
        var page = market.session(order.id());
        market.payAtProvider(page);
        end(member, "suspended");
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        places.giveBack();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paid.class);
    }

    @Test
    void whatWasApprovedByWhoIsNoMemberAnyMoreIsNeverTaken() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        var off = JsonMapper.shared().createObjectNode().put("on", false).put("forget", true);
        TownProcess.running().call("PUT", "/town/paypal/webhooks", off);
        orders.pay(order.id(), Choice.of(Means.PAYPAL));
        var page = market.session(order.id());
        var how = JsonMapper.shared().createObjectNode().put("funding", "BALANCE");
        TownProcess.running().call("POST", "/town/paypal/orders/" + page + "/approve", how);
        end(member, "suspended");
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Lapsed.class);
        assertGone(event, order.id());
        till.outbox.runDue();
        assertThat(till.payments.newestFor(order.id().toString())).get().isInstanceOf(Payment.Withdrawn.class);
    }

    @Test
    void whatABankOrStoreWasGivenIsAsGoodAsPaid() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        orders.pay(order.id());
        // As where a store has told that it was given.
        var payment = till.payments.newestFor(order.id().toString()).orElseThrow();
        sql.sql("update payment set state = 'processing' where id = :id")
                .param("id", payment.id().value())
                .update();
        end(member, "suspended");
        places.giveBack();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Paying.class);
    }

    @Test
    void aPlaceIsForTheMembersOwnAddress() {
        var event = event(500, 5);
        var member = joined();
        var other = request(event.id(), members(event), member, market.mail("other"), List.of(NAME));
        assertThat(places.take(other)).isEqualTo(new Taking.AnotherAddress());
        assertThatThrownBy(() -> transaction.execute(_ -> selling.place(other))).hasMessageContaining("own address");
        assertThat(events.seats(event.id()).held()).isZero();
    }

    @Test
    void theDatabaseRefusesAPlaceForAnotherAddressOrPersonByItself() {
        var event = event(500, 5);
        var member = joined();
        var order = held(event, member);
        assertThatThrownBy(() -> place(order.id(), event, member, selling.index(market.mail("other"))))
                .hasMessageContaining("member_place_is_for_its_member");
        assertThatThrownBy(() -> place(order.id(), event, joined(), selling.index(member.email())))
                .hasMessageContaining("member_place_is_for_its_member");
        assertThat(sql.sql("select count(*) from member_place where address is not null")
                        .query(Long.class)
                        .single())
                .as("compared and never kept")
                .isZero();
    }

    private void place(OrderId order, Event event, Member member, byte[] address) {
        sql.sql("""
                        insert into member_place (orders, event, membership, taken_at, address)
                        values (:order, :event, :membership, now(), :address)""")
                .param("order", order.value())
                .param("event", event.id().value())
                .param(
                        "membership",
                        memberships
                                .running(plan.id(), member.id())
                                .orElseThrow()
                                .id()
                                .value())
                .param("address", address)
                .update();
    }

    @Test
    void aPlaceThatWasBoughtForAFriendKeepsNobodyFromTheirOwn() {
        var event = event(0, 5);
        var member = joined();
        var forFriend = request(event.id(), everybodys(event), member, member.email(), List.of(FRIEND));
        assertThat(orders.place(forFriend)).isInstanceOf(Placing.Placed.class);
        assertThat(taken(event, members(event), member)).isInstanceOf(Order.Paid.class);
        assertThat(take(event, members(event), member)).isInstanceOf(Taking.Already.class);
        var both = joined();
        orders.place(request(event.id(), everybodys(event), both, both.email(), List.of(FRIEND, NAME)));
        assertThat(take(event, members(event), both))
                .as("one of the two is their own")
                .isInstanceOf(Taking.Already.class);
    }

    @Test
    void aFormFromBeforeItWasForMembersBringsNoPlanOfStrangersBack() {
        var event = market.event(organiser, 5, SOON, once(1500));
        assertThat(places.reserve(event.id(), plan.id())).isTrue();
        var now = events.get(event.id()).particulars();
        var sale = now.sale().withPlans(event.particulars().sale().plans());
        var changed = events.change(event.id(), now.with(sale)).particulars();
        assertThat(changed.plans()).extracting(Plan::id).doesNotContain(everybodys(event));
        assertThat(changed.plans()).extracting(Plan::price).containsExactly(Money.jpy(1500));
    }

    @Test
    void aMembersFreePlaceIsHandedToNobodyAlsoOnceTheEventIsForAnybody() {
        var event = market.event(organiser, 5, SOON, once(0));
        var earlier = salon.member();
        var before = (Placing.Placed)
                orders.place(request(event.id(), everybodys(event), earlier, earlier.email(), List.of(NAME)));
        assertThat(places.reserve(event.id(), plan.id())).isTrue();
        var member = joined();
        var during = events.get(event.id());
        var order = taken(during, everybodys(during), member);
        assertThat(places.open(event.id())).isTrue();
        var after = events.get(event.id());
        assertThat(after.sellsToAnybody()).isTrue();
        assertThat(after.particulars().plans())
                .extracting(Plan::id)
                .doesNotContain(order.terms().plan(), before.order().terms().plan());
        assertThat(after.particulars().plans()).extracting(Plan::price).containsExactly(Money.jpy(0));
        assertThat(transfers.isOpen(after, order.terms().plan())).isFalse();
        var friend = new Transfer.Friend(FRIEND, market.mail("friend"), Locale.JAPANESE, Salon.TOKYO);
        var ticket = orders.tickets(order.id()).getFirst().id();
        assertThat(transfers.give(order.id(), ticket, friend)).isInstanceOf(Transfers.Giving.NotOpen.class);
        assertThat(transfers.isOpen(after, before.order().terms().plan()))
                .as("who ordered before it was for members keeps what they have")
                .isTrue();
        end(member, "suspended");
        places.giveBack();
        assertThat(orders.get(order.id())).isInstanceOf(Order.Cancelled.class);
        for (var change : List.of("were_members = false", "retired = false")) {
            assertThatThrownBy(() -> sql.sql("update event_plan set " + change + " where id = :plan")
                            .param("plan", order.terms().plan().value())
                            .update())
                    .hasMessageContaining("event_plan_keeps_its_members");
        }
        var old = after.particulars().plans().getFirst().withId(order.terms().plan());
        var sale = after.particulars().sale().withPlans(List.of(old));
        var changed = events.change(event.id(), after.particulars().with(sale));
        assertThat(changed.particulars().plans())
                .as("by a form that was open since then")
                .extracting(Plan::id)
                .doesNotContain(old.id());
    }
}
