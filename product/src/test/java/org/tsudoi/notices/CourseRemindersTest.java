package org.tsudoi.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.PostTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;
import tools.jackson.databind.JsonNode;

@PostTest
class CourseRemindersTest {
    private final Market market;
    private final CourseMarket courses;
    private final CourseReminders reminders;
    private final OutboxRunner outbox;
    private final TestClock clock;

    CourseRemindersTest(
            Market market, CourseMarket courses, CourseReminders reminders, OutboxRunner outbox, TestClock clock) {
        this.market = market;
        this.courses = courses;
        this.reminders = reminders;
        this.outbox = outbox;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private List<JsonNode> letters(Order order, String subject) {
        reminders.run();
        outbox.runDue();
        return TownPost.letters(order.terms().buyer().email()).stream()
                .filter(letter -> letter.path("subject").asString().startsWith(subject))
                .toList();
    }

    private void dayBefore(Event course, int number) {
        clock.forwardTo(courses.date(course.id(), number).begin().minus(CourseReminders.BEFORE));
        clock.forward(Duration.ofMinutes(1));
    }

    @Test
    void eachDateIsRemindedOfOnceTheDayBefore() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        var order = market.paid(course.id(), 1);
        assertThat(letters(order, "明日です")).isEmpty();
        dayBefore(course, 1);
        assertThat(letters(order, "明日です")).hasSize(1);
        assertThat(letters(order, "明日です"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("text").asString()).contains("第1回", "はじめに", "/door/"));
        dayBefore(course, 2);
        assertThat(letters(order, "明日です")).hasSize(2);
    }

    @Test
    void whoHasADateThatMovesIsToldAllDatesWithTheirCalendar() {
        var course = courses.course(3, Money.jpy(9_000), CourseRules.USUAL);
        var order = market.paid(course.id(), 1);
        outbox.runDue();
        int before = TownPost.letters(order.terms().buyer().email()).size();
        courses.move(course.id(), 2, Duration.ofHours(3));
        outbox.runDue();
        var letters = TownPost.letters(order.terms().buyer().email());
        assertThat(letters).hasSize(before + 1);
        assertThat(letters.toString()).contains("全3回");
    }
}
