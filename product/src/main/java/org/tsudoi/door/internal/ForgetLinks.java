package org.tsudoi.door.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.platform.RecurringJob;

/// Whoever has a link is in, often for years: it is kept no longer than people meet by it.
@Component
class ForgetLinks implements RecurringJob {
    private static final Duration EVERY = Duration.ofDays(1);
    /// For a meeting that is held again after all.
    private static final Duration KEPT_FOR = Duration.ofDays(14);
    /// Sessions that were bought before the sale was closed may be given their time this long.
    private static final Duration SESSIONS_TO_COME = Duration.ofDays(180);

    private final OwnLinks links;
    private final Events events;
    private final Clock clock;

    ForgetLinks(OwnLinks links, Events events, Clock clock) {
        this.links = links;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "door-forget-links";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var before = clock.instant().minus(KEPT_FOR);
        links.lastUses().forEach((place, last) -> {
            if (until(place, last).filter(before::isAfter).isPresent()) links.forget(place);
        });
        links.forgetShared(before);
    }

    /// Empty while nobody can say: of drafts, and of sessions that are sold.
    private Optional<Instant> until(MeetingId place, Optional<Instant> last) {
        var event = events.find(new EventId(place.value()));
        if (event.isEmpty()) return last;
        return switch (event.get()) {
            case Event.Draft _ -> Optional.empty();
            case Event.Cancelled cancelled -> later(last, cancelled.cancelledAt());
            case Event.Published it when it.particulars().isSession() -> Optional.empty();
            case Event.Closed it
            when it.particulars().isSession() -> later(last, it.closedAt().plus(SESSIONS_TO_COME));
            case Event.Published it -> it.particulars().endsAt().flatMap(end -> later(last, end));
            case Event.Closed it -> it.particulars().endsAt().flatMap(end -> later(last, end));
        };
    }

    private static Optional<Instant> later(Optional<Instant> one, Instant other) {
        return Optional.of(one.filter(other::isBefore).orElse(other));
    }
}
