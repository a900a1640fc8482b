package org.tsudoi.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// Courses are a kind of their own, and are found by each of their dates that is left.
@ProductTest
class CoursesFoundTest {
    private final Finding finding;
    private final ShopWindow window;
    private final CourseMarket courses;
    private final Market market;
    private final Events events;
    private final TestClock clock;
    private String word = "";

    CoursesFoundTest(
            Finding finding, ShopWindow window, CourseMarket courses, Market market, Events events, TestClock clock) {
        this.finding = finding;
        this.window = window;
        this.courses = courses;
        this.market = market;
        this.events = events;
        this.clock = clock;
    }

    @BeforeEach
    void caughtUp() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        finding.keepUp();
        word = window.word();
    }

    private EventId course(CourseRules rules) {
        var id = courses.draft(market.organiser(), 3, 10, Money.jpy(9_000), rules);
        var told = events.get(id).particulars();
        events.change(id, told.with(new Event.Presentation("タイ語 " + word, "", null, "hills/12345")));
        events.publish(id);
        return id;
    }

    private List<Subject> found(Wanted wanted) {
        return finding.find(wanted.withText(word), null, 50).hits().stream()
                .map(Found.Hit::subject)
                .toList();
    }

    private static Wanted around(Instant begin) {
        return Wanted.ANYTHING.withTimes(
                List.of(new Wanted.Window(begin.minus(Duration.ofHours(1)), begin.plus(Duration.ofHours(1)))));
    }

    @Test
    void aCourseIsFoundByItsKindAndByEachOfItsDates() {
        var id = course(CourseRules.USUAL);
        var course = new Subject.Course(id);
        assertThat(found(Wanted.ANYTHING.withKind(Optional.of(Kind.COURSE)))).containsExactly(course);
        assertThat(found(Wanted.ANYTHING.withKind(Optional.of(Kind.EVENT)))).isEmpty();
        for (int number = 1; number <= 3; number++) {
            assertThat(found(around(courses.date(id, number).begin()))).containsExactly(course);
        }
        assertThat(found(around(courses.date(id, 1).begin().plus(Duration.ofDays(3)))))
                .isEmpty();
    }

    @Test
    void whatIsClosedIsNotFoundAnyMore() {
        var id = course(CourseRules.USUAL);
        assertThat(found(Wanted.ANYTHING)).hasSize(1);
        events.close(id);
        assertThat(found(Wanted.ANYTHING)).isEmpty();
    }
}
