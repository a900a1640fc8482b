package org.tsudoi.offerings.internal;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.platform.Problem;

/// What may become of the times of something that people can buy.
final class ChangedTimes {
    private ChangedTimes() {}

    /// Whether people who know the one have to be told the other.
    ///
    /// @throws Problem in the field `dates` when dates of a course come or go, or one that has begun moves
    static boolean areOthers(Schedule before, Schedule wished, Instant now) {
        return switch (wished) {
            case Schedule.Fixed _ -> !wished.equals(before);
            case Schedule.Course course when before instanceof Schedule.Course known -> areOthers(known, course, now);
            case Schedule.Course _ -> throw wrong("course.error.kind");
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> false;
        };
    }

    private static boolean areOthers(Schedule.Course before, Schedule.Course wished, Instant now) {
        var known = times(before);
        var told = times(wished);
        if (!known.keySet().equals(told.keySet())) throw wrong("course.error.number");
        for (var date : before.dates()) {
            var other = wished.date(date.id()).orElseThrow();
            boolean moved = !other.times().equals(date.times());
            if (moved && (date.isFixed(now) || other.hasBegun(now))) throw wrong("course.error.begun");
        }
        return !known.equals(told);
    }

    private static Map<DateId, Schedule.Fixed> times(Schedule.Course course) {
        return course.dates().stream().collect(Collectors.toMap(CourseDate::id, CourseDate::times));
    }

    private static Problem wrong(String key) {
        return Problem.inFields(Map.of("dates", key));
    }

    static Schedule weekLater(Schedule of, Supplier<DateId> ids) {
        return switch (of) {
            case Schedule.Fixed fixed -> weekLater(fixed);
            case Schedule.Course course ->
                new Schedule.Course(
                        course.dates().stream()
                                .map(date -> new CourseDate(ids.get(), date.title(), weekLater(date.times()), 0))
                                .toList(),
                        course.rules());
            case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> of;
        };
    }

    private static Schedule.Fixed weekLater(Schedule.Fixed fixed) {
        return new Schedule.Fixed(fixed.start().plusWeeks(1), fixed.length(), fixed.zone());
    }
}
