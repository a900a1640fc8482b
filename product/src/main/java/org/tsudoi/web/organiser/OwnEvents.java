package org.tsudoi.web.organiser;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tsudoi.members.Organiser;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.Problem;

/// The events of one organiser. One of another organiser is not there at all.
@Component
class OwnEvents {
    private final Events events;
    private final Clock clock;

    OwnEvents(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    Event get(Organiser organiser, String shown) {
        return EventId.parse(shown)
                .flatMap(events::find)
                .filter(event -> event.particulars().organiser().equals(organiser.id()))
                .filter(event -> event.particulars().isListed())
                .orElseThrow(Problem::notFound);
    }

    Instant now() {
        return clock.instant();
    }

    /// Where the pages of an event begin.
    static String home(Organiser organiser, EventId event) {
        return "/organise/" + organiser.slug() + "/events/" + event;
    }

    /// `draft`, `sale`, `running`, `over`, `closed` or `cancelled`: in text keys and chips.
    static String stateOf(Event event, Instant now) {
        return switch (event) {
            case Event.Draft _ -> "draft";
            case Event.Cancelled _ -> "cancelled";
            case Event.Published _, Event.Closed _ when event.particulars().hasEnded(now) -> "over";
            case Event.Published _, Event.Closed _ when event.particulars().hasBegun(now) -> "running";
            case Event.Published _ -> "sale";
            case Event.Closed _ -> "closed";
        };
    }

    static String pictureOf(Event.Particulars told) {
        return told.picture() == null ? "/art/" + told.art() + ".svg" : "/pictures/" + told.picture();
    }
}
