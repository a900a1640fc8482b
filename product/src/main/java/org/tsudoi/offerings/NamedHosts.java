package org.tsudoi.offerings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.members.MemberId;

/// Who is named to lead meetings, and whether they want to. Nobody leads one, or stands on its page, without having
/// said so; whoever acts for its organiser leads it anyway and is not asked. Sessions ask in their own way.
public interface NamedHosts {
    /// All that are named for this event, whatever they said.
    Set<MemberId> named(EventId event);

    /// Names these and no others. Who is new is asked; who was named before keeps their answer, and nobody is written
    /// to twice for the same meeting. Only who had withdrawn is asked anew when they are named again.
    void name(EventId event, Set<MemberId> hosts);

    /// Those who were asked, whoever has not answered first.
    List<NamedHost> of(EventId event);

    Optional<NamedHost> find(EventId event, MemberId member);

    /// Meetings to come that people can see and for which this person has not answered: of those that repeat, one.
    List<EventId> waitingFor(MemberId member);

    /// What is said to one that repeats is said to all of it that wait for an answer. False when that is no answer to
    /// how it stands now, and when nobody can lead it any more.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for whoever was not asked
    boolean answer(EventId event, MemberId member, NamedHost.Answer answer);
}
