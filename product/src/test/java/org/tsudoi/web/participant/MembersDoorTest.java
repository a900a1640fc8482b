package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.dues.Salon;
import org.tsudoi.memberplaces.MemberPlaces;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Nobody is offered to join what they are in, or what takes nobody.
@ProductTest
class MembersDoorTest {
    private static final String JOIN = "See it and join";

    private final Memberships memberships;
    private final MonthlyPlans plans;
    private final Salon salon;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final MonthlyPlan plan;
    private final Event event;

    MembersDoorTest(
            MemberPlaces places,
            Memberships memberships,
            MonthlyPlans plans,
            Market market,
            Salon salon,
            SignedIn signedIn,
            TestClock clock) {
        this.memberships = memberships;
        this.plans = plans;
        this.salon = salon;
        this.signedIn = signedIn;
        this.clock = clock;
        var organiser = market.organiser();
        this.plan = salon.plan(organiser, FirstMonth.FREE, new Anchor.DayOfJoining(), 3300);
        this.event = market.event(organiser, 5, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(0), 1));
        places.reserve(event.id(), plan.id());
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// What is shown of an event is up to a quarter of a minute old.
    private String seen(EmailAddress reader) {
        clock.forward(Duration.ofMinutes(1));
        try (var browser = signedIn.as(reader)) {
            var page = browser.get("/events/" + event.particulars().slug() + "?lang=en")
                    .body();
            assertThat(PageRules.broken(page)).isEmpty();
            return page;
        }
    }

    @Test
    void whoIsKeptOutOrFindsItClosedIsNotOfferedToJoin() {
        var member = salon.member();
        var outside = salon.member();
        var membership = salon.join(plan, member, new PayBy.Points());
        assertThat(seen(outside.email())).contains(JOIN);
        memberships.suspend(membership.id(), "owner", "owner");
        assertThat(seen(member.email()))
                .contains("Your membership is not open at the moment", "To your membership")
                .doesNotContain(JOIN);
        plans.close(plan.id());
        assertThat(seen(outside.email()))
                .contains("Nobody can join it at the moment")
                .doesNotContain(JOIN);
    }
}
