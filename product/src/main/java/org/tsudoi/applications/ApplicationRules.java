package org.tsudoi.applications;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;

/// How long an offer is good and when lists end.
///
/// @param offerHours as the organiser wants it for the event, while the start is far away
public record ApplicationRules(int offerHours) {
    public static final int OFFER_HOURS_MAX = 168;
    public static final ApplicationRules USUAL = new ApplicationRules(24);

    /// What is free by then is anybody's: there is no time left for an offer.
    public static final Duration ENDS_BEFORE = Duration.ofMinutes(30);

    public static final Duration ANSWER_WITHIN = Duration.ofDays(7);

    /// Whoever is next after this one needs time as well.
    private static final int PART_OF_WHAT_IS_LEFT = 3;

    public ApplicationRules {
        if (offerHours < 1 || offerHours > OFFER_HOURS_MAX) {
            throw new IllegalArgumentException("an offer is good for an hour to a week");
        }
    }

    /// From then on lists are over.
    public static Instant endsAt(Event event) {
        return event.particulars().soldUntil().map(it -> it.minus(ENDS_BEFORE)).orElse(Instant.MAX);
    }

    /// Until when an offer is good that is made now: the hours, or a third of what is left until sales end; of a course
    /// until its next date begins at the latest, since what is left then costs less.
    public Instant offerUntil(Event event, Instant now) {
        var hours = Duration.ofHours(offerHours);
        var part = event.particulars()
                .soldUntil()
                .map(until -> Duration.between(now, until).dividedBy(PART_OF_WHAT_IS_LEFT))
                .orElse(hours);
        var until = now.plus(part.compareTo(hours) < 0 ? part : hours).truncatedTo(ChronoUnit.SECONDS);
        return event.particulars()
                .course()
                .flatMap(course -> course.left(now).stream().findFirst())
                .map(CourseDate::begin)
                .filter(until::isAfter)
                .orElse(until);
    }

    public static Instant answerBy(Event event, Instant now) {
        var most = now.plus(ANSWER_WITHIN);
        var end = endsAt(event);
        return end.isBefore(most) ? end : most;
    }
}
