package org.tsudoi.web.participant;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Standing;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;

/// Meetings and courses that somebody leads: those of an organiser of theirs, and those they are named for. Sessions
/// are led one by one, and drafts by nobody yet.
@Component
class LedMeetings {
    private final Events events;
    private final Organisers organisers;

    LedMeetings(Events events, Organisers organisers) {
        this.events = events;
        this.organisers = organisers;
    }

    List<Event> of(MemberId member) {
        return Stream.concat(
                        events.hostedBy(member).stream(),
                        organisers.of(member, Standing.OWNER).stream()
                                .flatMap(organiser -> events.ofOrganiser(organiser.id()).stream()))
                .distinct()
                .filter(event ->
                        !(event instanceof Event.Draft) && !event.particulars().isSession())
                .toList();
    }

    /// Where it is led; its own page once it was called off.
    static String page(Event event) {
        return event instanceof Event.Cancelled
                ? "/events/" + event.particulars().slug()
                : "/host/" + event.id();
    }
}
