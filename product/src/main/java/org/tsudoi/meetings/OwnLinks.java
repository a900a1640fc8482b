package org.tsudoi.meetings;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Links to meetings that people made elsewhere, kept sealed. They are given out at the door alone: no page shows one,
/// not even to whoever typed it. A place is an event or a course, whose meetings share a link, or one meeting.
public interface OwnLinks {
    /// The provider of meetings by such a link, in tables and settings.
    String PROVIDER = "link";

    /// Replaces what was kept, from the next click on, and tells so. Joins a transaction when there is one.
    ///
    /// @param by the member who typed it
    void keep(MeetingId place, OwnLink link, UUID by);

    /// What may be told of the link that counts at a place: its own, or else the one that it shares.
    Optional<Kept> of(MeetingId place);

    /// The meeting has the link of another place as long as it has none of its own. Joins a transaction when there is
    /// one; again it changes nothing.
    void share(MeetingId meeting, MeetingId place);

    /// A copy of a place has the same link, where there is one.
    void copy(MeetingId place, MeetingId copy);

    /// Somebody takes away what was kept of a place itself, and that is told.
    ///
    /// @param by the member who did
    void remove(MeetingId place, UUID by);

    /// What was kept of a place itself. Joins a transaction when there is one; again it changes nothing.
    void forget(MeetingId place);

    /// Meetings that were over before do not have the link of another place any more.
    void forgetShared(Instant overBefore);

    /// When the last of the meetings with a link ends, or was cancelled: each place that has one of its own. Empty
    /// before there is a meeting.
    Map<MeetingId, Optional<Instant>> lastUses();

    /// @param host     where it leads: `meet.google.com`
    /// @param by       the member who typed it
    /// @param shared   whether it is another place's
    record Kept(String host, boolean passcode, Instant since, Optional<UUID> by, boolean shared) {}

    /// Published in the transaction in which a member kept a link or took it away.
    record Changed(MeetingId place, UUID by, Instant at) {}
}
