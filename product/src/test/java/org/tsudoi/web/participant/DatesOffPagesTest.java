package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Of a date that its organiser called off nobody reads that nobody came, nor that nothing comes back.
@ProductTest
class DatesOffPagesTest {
    private final CourseMarket courses;
    private final Market market;
    private final Orders orders;
    private final Outcomes outcomes;
    private final Organisers organisers;
    private final OutboxRunner outbox;
    private final SignedIn signedIn;
    private final TestClock clock;

    DatesOffPagesTest(
            CourseMarket courses,
            Market market,
            Orders orders,
            Outcomes outcomes,
            Organisers organisers,
            OutboxRunner outbox,
            SignedIn signedIn,
            TestClock clock) {
        this.courses = courses;
        this.market = market;
        this.orders = orders;
        this.outcomes = outcomes;
        this.organisers = organisers;
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private static String see(TestBrowser browser, String path) {
        var answer = browser.get(path + "?lang=en");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }

    @Test
    void theReasonAndThePageForCancellingSpeakOfTheDateThatWasCalledOff() {
        var course = courses.course(
                3, Money.jpy(10_000), CourseMarket.late(CourseRules.Joining.DATES_LEFT, 2, CourseMarket.keeping(500)));
        var owner =
                organisers.people(course.particulars().organiser()).getFirst().member();
        var page = "/orders/" + orders.link(market.paid(course.id(), 1).id());
        try (var buyer = signedIn.nobody()) {
            assertThat(see(buyer, page + "/cancel"))
                    .contains("Full refund until")
                    .doesNotContain("called off comes back");
            var second = courses.date(course.id(), 2).id();
            outcomes.callOff(new Outcome.Of.Date(course.id(), second), owner);
            outbox.runDue();
            assertThat(see(buyer, page))
                    .contains("a date of the course was called off")
                    .doesNotContain("nobody came to hold it");
            clock.forwardTo(courses.date(course.id(), 1).end().plus(Duration.ofMinutes(1)));
            TownProcess.running().sameTimeAs(clock);
            assertThat(see(buyer, page + "/cancel"))
                    .contains("What you paid for dates that were called off comes back by itself", "Comes back now")
                    .doesNotContain("nothing is refunded any more");
        }
    }
}
