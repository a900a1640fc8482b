package org.tsudoi.meetings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What organisers and operators see of the meetings.
public interface MeetingOversight {
    /// For the organiser's page while a meeting goes on.
    Optional<Live> live(MeetingId id);

    /// Meetings that are not made yet, waiting or unknown, longest first.
    List<Unmade> unmade();

    /// What each host user has left for today.
    List<Budget> budgets();

    /// Notices from a provider that fit no meeting or person of ours, newest first, 100 at most.
    List<Stray> strays();

    /// @param people how many may be inside at once
    /// @param toBeRemoved dismissed people whom the provider has no way to put out: the host is asked to.
    ///     Where nobody tells who is inside, all that had gone in
    record Live(
            Meeting meeting,
            int people,
            boolean hostInside,
            List<Meetings.Presence> inside,
            List<Meetings.Presence> toBeRemoved) {}

    /// @param why what it waits for; null while it is simply its turn
    record Unmade(Meeting meeting, Instant since, @Nullable String why) {}

    record Budget(String provider, String host, int used, int limit, Instant resetsAt) {}

    record Stray(String provider, String event, @Nullable String reference, Instant receivedAt) {}
}
