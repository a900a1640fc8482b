package org.tsudoi.appointments;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.TicketId;

/// Whether the two of a session were in its room together, of many sessions at a time. Where it is not known for
/// certain, it is told in their favour.
public interface WhoMet {
    /// Fewer minutes are asked about twice: whether the room was there at all.
    Duration SHORT = Duration.ofMinutes(15);

    /// One for each of these places.
    Map<TicketId, Encounter> of(Collection<TicketId> places);

    sealed interface Encounter {
        /// There is no time that both have agreed on.
        record NotArranged() implements Encounter {}

        /// It is not over, or its money goes back by itself.
        record Open() implements Encounter {}

        /// It is not known: there was no room, or its provider told nothing that says so.
        record Unseen(MemberId host) implements Encounter {}

        /// @param minutes both were in the room; none for a time that was given back too late
        record Seen(MemberId host, Instant at, int minutes) implements Encounter {}
    }
}
