package org.tsudoi.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Leaving;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.offerings.Tax;
import org.tsudoi.platform.Ids;

/// Courses of a date a week, offered by a studio.
@Component
@ConditionalOnProperty(name = DemoConfiguration.ON, havingValue = "true")
class Teaching {
    private static final int LENGTH = 90;
    private static final CancellationPolicy REFUNDS =
            new CancellationPolicy(List.of(new CancellationPolicy.Step(Duration.ofDays(2), 100)));

    private final Events events;
    private final Organisers organisers;
    private final Ids ids;
    private final Story story;

    Teaching(Events events, Organisers organisers, Ids ids, Story story) {
        this.events = events;
        this.organisers = organisers;
        this.ids = ids;
        this.story = story;
    }

    /// @param first the day of its first date
    EventId publish(Story.Course course, Instant first) {
        var studio = story.studio(course.studio());
        var zone = story.person(studio.owner()).zoneId();
        var currency = Currency.getInstance(studio.currency());
        var start = first.atZone(zone).toLocalDate().atTime(LocalTime.parse(course.at()));
        var dates = IntStream.range(0, course.dates().size())
                .mapToObj(week -> new CourseDate(
                        new DateId(ids.next()),
                        course.dates().get(week),
                        new Schedule.Fixed(start.plusWeeks(week), Duration.ofMinutes(LENGTH), zone),
                        0))
                .toList();
        var leaving = new Leaving(Optional.of(new Money(course.fee(), currency)), Optional.empty());
        var rules = new CourseRules(CourseRules.Joining.DATES_LEFT, dates.size() / 2, leaving);
        var plan = new Plan(
                new PlanId(ids.next()),
                course.price(),
                Plan.Kind.ONCE,
                new Money(course.asked(), currency),
                2,
                Tax.of(Tax.Category.STANDARD, studio.country()));
        var id = events.draft(new Event.Particulars(
                organisers.findBySlug(course.studio()).orElseThrow().id(),
                events.freeSlug(course.slug()),
                new Event.Presentation(course.title(), course.description().strip(), null, course.art()),
                new Schedule.Course(dates, rules),
                new Event.Sale(course.capacity(), List.of(plan), REFUNDS, false),
                new Event.Venue("room", Duration.ofMinutes(10)),
                0));
        events.publish(id);
        return id;
    }
}
