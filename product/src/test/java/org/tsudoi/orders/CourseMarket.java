package org.tsudoi.orders;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.ContinuousService;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.platform.Ids;

/// Courses for tests, made through the faces that everybody uses.
@Component
public class CourseMarket {
    public static final Duration WEEK = Duration.ofDays(7);

    private final Market market;
    private final Events events;
    private final Ids ids;
    private final Clock clock;

    CourseMarket(Market market, Events events, Ids ids, Clock clock) {
        this.market = market;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public static CourseRules late(CourseRules.Joining joining, int missedMax, Leaving leaving) {
        return new CourseRules(joining, missedMax, leaving);
    }

    public static Leaving keeping(long fee) {
        return new Leaving(Optional.of(Money.jpy(fee)), Optional.empty());
    }

    public static Leaving byLaw(ContinuousService service) {
        return new Leaving(Optional.empty(), Optional.of(service));
    }

    /// Published, an hour a week, the first in three days.
    public Event course(int dates, Money price, CourseRules rules) {
        return course(market.organiser(), dates, price, rules);
    }

    public Event course(OrganiserId organiser, int dates, Money price, CourseRules rules) {
        return course(organiser, dates, 10, price, rules);
    }

    public Event course(OrganiserId organiser, int dates, int capacity, Money price, CourseRules rules) {
        var id = draft(organiser, dates, capacity, price, rules);
        events.publish(id);
        return events.get(id);
    }

    public EventId draft(OrganiserId organiser, int dates, int capacity, Money price, CourseRules rules) {
        var start = LocalDateTime.ofInstant(clock.instant().plus(Duration.ofDays(3)), Market.TOKYO);
        var all = new ArrayList<CourseDate>();
        for (int i = 0; i < dates; i++) {
            all.add(new CourseDate(
                    new DateId(ids.next()),
                    i == 0 ? "はじめに" : "",
                    new Schedule.Fixed(start.plusWeeks(i), Duration.ofMinutes(60), Market.TOKYO),
                    0));
        }
        return events.draft(new Event.Particulars(
                organiser,
                events.freeSlug("Thai in weeks"),
                new Event.Presentation("はじめてのタイ語", "文字と発音から始めます。", null, "hills/12345"),
                new Schedule.Course(all, rules),
                new Event.Sale(capacity, List.of(market.plan(Plan.Kind.ONCE, price, 4)), Market.POLICY, false),
                new Event.Venue("room", Duration.ofMinutes(10)),
                0));
    }

    public Schedule.Course courseOf(EventId event) {
        return events.get(event).particulars().course().orElseThrow();
    }

    public CourseDate date(EventId event, int number) {
        return courseOf(event).dates().get(number - 1);
    }

    /// To another hour, as its organiser would.
    public void move(EventId event, int number, Duration by) {
        var course = courseOf(event);
        var moved = course.dates().stream()
                .map(date -> course.numberOf(date.id()) == number
                        ? date.at(new Schedule.Fixed(
                                date.times().start().plus(by),
                                date.times().length(),
                                date.times().zone()))
                        : date)
                .toList();
        events.change(event, events.get(event).particulars().with(new Schedule.Course(moved, course.rules())));
    }
}
