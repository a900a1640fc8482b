package org.tsudoi.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.dues.Salon;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.Ids;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;
import org.tsudoi.stages.Sanctions;
import org.tsudoi.stages.StageSetting;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.SignedIn;

/// By the link of an order, signed out: who is barred pays what they owe, and takes no new place.
@ProductTest
class BarredOrdersTest {
    private static final String STANDING = "/account/standing";

    private final Sanctions sanctions;
    private final StageSetting people;
    private final Market market;
    private final Salon salon;
    private final Orders orders;
    private final SignedIn signedIn;
    private final Ids ids;
    private final TestClock clock;
    private final TestBrowser guest;

    BarredOrdersTest(
            Sanctions sanctions,
            StageSetting people,
            Market market,
            Salon salon,
            Orders orders,
            SignedIn signedIn,
            Ids ids,
            TestClock clock) {
        this.sanctions = sanctions;
        this.people = people;
        this.market = market;
        this.salon = salon;
        this.orders = orders;
        this.signedIn = signedIn;
        this.ids = ids;
        this.clock = clock;
        this.guest = signedIn.nobody();
    }

    @BeforeEach
    void aFairTown() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private void suspend(Member member) {
        var now = clock.instant();
        sanctions.decide(
                new SanctionId(ids.next()),
                new Sanction.Decision(
                        member.id(),
                        Sanction.Kind.SUSPENSION,
                        "said so",
                        now,
                        Optional.empty(),
                        false,
                        false,
                        people.somebody().id(),
                        now));
    }

    /// Ordered as a guest, by the address that is theirs.
    private Order ordered(Member member, int plan) {
        var key = UUID.randomUUID().toString();
        return switch (market.place(market.event(5).id(), plan, 1, member.email(), key)) {
            case Orders.Placing.Placed(var order) -> order;
            case Orders.Placing.ToConfirm(var order) -> order;
            case Orders.Placing other -> throw new AssertionError("not placed: " + other);
        };
    }

    private String page(OrderId order) {
        return "/orders/" + orders.link(order);
    }

    private static String ledTo(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(302, 303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aTrialIsNotConfirmedAnyMore() {
        var member = people.somebody();
        var order = ordered(member, 1).id();
        suspend(member);
        assertThat(guest.get(page(order)).statusCode()).as("read").isEqualTo(200);
        assertThat(ledTo(guest.post(page(order) + "/confirm", Map.of()))).isEqualTo(STANDING);
        assertThat(orders.get(order)).isInstanceOf(Order.Unconfirmed.class);
        assertThat(ledTo(guest.post(page(order) + "/leave", Map.of())))
                .as("given back")
                .isNotEqualTo(STANDING);
        assertThat(orders.get(order)).isInstanceOf(Order.Lapsed.class);
    }

    @Test
    void aPlaceIsNotPaidAnyMoreAndWhatIsPaidCanBeCancelled() {
        var member = people.somebody();
        var held = ordered(member, 0).id();
        var paid = ordered(member, 0).id();
        orders.pay(paid);
        market.payAtProvider(market.session(paid));
        orders.askAgain(paid);
        suspend(member);
        guest.get(page(held));
        for (var step : new String[] {"/pay", "/voucher", "/conversation"}) {
            var answer = guest.post(page(held) + step, Map.of("code", "ABC", "body", "hello"));
            assertThat(ledTo(answer)).as(step).isEqualTo(STANDING);
        }
        assertThat(orders.get(held)).isInstanceOf(Order.Held.class);
        assertThat(guest.get(page(paid) + "/cancel").statusCode()).isEqualTo(200);
        var tickets = orders.tickets(paid).getFirst().id().toString();
        var answer = guest.post(page(paid) + "/cancel", Map.of("ticket", tickets, "sure", "yes"));
        assertThat(answer.headers().firstValue("Location").orElse("")).isNotEqualTo(STANDING);
    }

    @Test
    void aFeeThatIsOwedIsPaidSignedInOrNot() {
        var member = salon.member();
        var plan = salon.plan(market.organiser(), FirstMonth.FULL, new Anchor.DayOfJoining(), 3300);
        var fee = salon.order(salon.join(plan, member, new PayBy.Invoice()), 0).id();
        suspend(member);
        guest.get(page(fee));
        assertThat(ledTo(guest.post(page(fee) + "/pay", Map.of()))).isNotEqualTo(STANDING);
        try (var theirs = signedIn.as(member.email())) {
            theirs.get(page(fee));
            assertThat(ledTo(theirs.post(page(fee) + "/pay", Map.of()))).isNotEqualTo(STANDING);
            var held = ordered(member, 0).id();
            assertThat(ledTo(theirs.post(page(held) + "/pay", Map.of()))).isEqualTo(STANDING);
        }
    }

    @Test
    void whoIsNotBarredPaysAsBefore() {
        var held = ordered(people.somebody(), 0).id();
        suspend(people.somebody());
        guest.get(page(held));
        assertThat(ledTo(guest.post(page(held) + "/pay", Map.of()))).isNotEqualTo(STANDING);
    }
}
