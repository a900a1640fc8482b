package org.tsudoi.meetings.provider;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.Meetings.Role;

/// What adapters tell of who comes and goes, and ask about whom they let in. Each call joins the caller's
/// transaction or is one; the news is published in it. Telling the same twice, late or in another order changes
/// nothing that is newer.
public interface Attendance {
    Optional<Admitted> find(AdmissionId admission);

    Optional<Admitted> find(String provider, String meetingReference, String credentialReference);

    Optional<MeetingId> meeting(String provider, String reference);

    /// Whether a host has been inside since the meeting was planned or last ended.
    boolean isOpened(MeetingId meeting);

    /// @return false when what is known is newer
    boolean joined(AdmissionId admission, Instant at);

    boolean left(AdmissionId admission, Instant at);

    /// The host came or went, where hosts enter without a way in of ours.
    boolean hostJoined(MeetingId meeting, Instant at);

    boolean hostLeft(MeetingId meeting, Instant at);

    /// It is over for everybody.
    void ended(MeetingId meeting, Instant at);

    /// Who of these has been dismissed, and why.
    Map<AdmissionId, Leaving> dismissed(Collection<AdmissionId> among);

    /// @return false when that person is not in this meeting or leads it
    boolean hostRemoves(MeetingId meeting, AdmissionId admission);

    /// Puts everybody out; the meeting opens again only when a host enters again.
    void hostEnds(MeetingId meeting);

    /// @param out why they may no longer be inside; null while they may
    record Admitted(
            AdmissionId id,
            MeetingId meeting,
            Role role,
            String displayName,
            Plan plan,
            @Nullable Leaving out) {}

    /// Published when an admission is ended, inside the transaction that does; listen after its commit.
    record AdmissionEnded(AdmissionId admission, Leaving why) {}
}
