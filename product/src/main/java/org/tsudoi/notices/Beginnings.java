package org.tsudoi.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.makeups.OccasionId;
import org.tsudoi.makeups.OtherDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import tools.jackson.databind.JsonNode;

/// Meetings and dates of courses that begin soon, of which it is time to tell.
@Component
class Beginnings {
    /// So near a date of a course nobody is reminded of it any more: the program stood still.
    private static final Duration DATE_MIN = Duration.ofHours(3);

    private final Events events;

    Beginnings(Events events) {
        this.events = events;
    }

    record Beginning(Before when, OtherDate date) {
        EventId event() {
            return date.event();
        }

        Instant start() {
            return date.times().begin();
        }

        /// Whether it is one of the dates that were bought.
        boolean isOf(Order.When.Course bought) {
            return bought.dates().stream()
                    .anyMatch(one -> OccasionId.of(one.date()).equals(date.id()));
        }

        /// Once for each time that it was moved to.
        String key(Object whom) {
            return when.word() + ":" + whom + ":" + date.id() + ":" + start().getEpochSecond();
        }

        Map<String, String> told(String what, Object whom) {
            var told = new HashMap<String, String>();
            told.put("when", when.name());
            told.put("event", event().toString());
            told.put("date", date.id().toString());
            told.put("start", start().toString());
            told.put(what, whom.toString());
            return told;
        }
    }

    Stream<Beginning> all(Instant now) {
        return Stream.concat(Stream.of(Before.values()).flatMap(when -> meetings(when, now)), dates(now));
    }

    private Stream<Beginning> meetings(Before when, Instant now) {
        return events.starting(when.tooNear(now), when.latest(now)).stream()
                .flatMap(id -> OtherDate.of(events.get(id)).stream())
                .map(date -> new Beginning(when, date));
    }

    /// Dates of courses are told of a day before.
    private Stream<Beginning> dates(Instant now) {
        var from = now.plus(DATE_MIN);
        var until = Before.DAY.latest(now);
        return events.datesBeginning(from, until).stream()
                .flatMap(id -> OtherDate.of(events.get(id)).stream())
                .filter(date -> !date.times().begin().isBefore(from)
                        && date.times().begin().isBefore(until))
                .map(date -> new Beginning(Before.DAY, date));
    }

    /// What was noted, if it still begins then.
    Optional<Beginning> still(JsonNode told, Instant now) {
        var start = Instant.parse(told.get("start").asString());
        var event = EventId.parse(told.get("event").asString()).flatMap(events::find);
        return event.filter(it -> !(it instanceof Event.Cancelled))
                .flatMap(it -> OccasionId.parse(told.get("date").asString()).flatMap(id -> OtherDate.of(it, id)))
                .filter(date -> date.times().begin().equals(start) && now.isBefore(start))
                .map(date -> new Beginning(Before.valueOf(told.get("when").asString()), date));
    }
}
