package org.tsudoi.meetings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rooms people meet in: the one built in, or a provider's. Makes them ahead of time, mints a credential
/// for one person at the click, removes who must leave, and knows who is inside. It decides nothing about who
/// may: that is the door's.
public interface Meetings {
    /// In the caller's transaction: wishes that a meeting exists; a job makes it, within the provider's daily
    /// budget. The same id with other times changes it.
    void schedule(MeetingId id, Plan plan);

    /// In the caller's transaction: nobody is let in any more, who is inside is removed, and the provider's
    /// meeting is deleted by a job.
    void cancel(MeetingId id);

    Optional<Meeting> find(MeetingId id);

    /// Mints a short-lived credential for one person. No transaction may be open.
    Entry admit(MeetingId id, AdmissionId admission, String displayName, Role role);

    /// Ends an admission: its credential is void at once and its holder is put out (built-in room: at once;
    /// Zoom: cannot return, and the host is asked to remove them, since Zoom's API has no removal). Safe to
    /// repeat. Joins a transaction when there is one.
    void dismiss(AdmissionId admission, Leaving why);

    List<Presence> inside(MeetingId id);

    /// When those were let in whose meeting tells nobody who is inside: all that is known of them.
    Map<AdmissionId, Instant> letIn(Collection<AdmissionId> admissions);

    /// Whether a provider tells who is inside; of the others only our door knows who went in.
    boolean tells(String provider);

    /// When those were inside, without those who never came.
    Map<AdmissionId, Stay> stays(Collection<AdmissionId> admissions);

    /// When a host was inside, of meetings whose provider tells only that its host user was, not which of
    /// ours.
    Map<MeetingId, Stay> ledStays(Collection<MeetingId> meetings);

    /// Of who went and came back the last time counts.
    ///
    /// @param leftAt null while they are inside
    record Stay(Instant joinedAt, @Nullable Instant leftAt) {
        /// From when the one was there first until they left for good.
        public Stay and(Stay other) {
            var first = joinedAt.isBefore(other.joinedAt) ? joinedAt : other.joinedAt;
            if (leftAt == null || other.leftAt == null) return new Stay(first, null);
            return new Stay(first, leftAt.isAfter(other.leftAt) ? leftAt : other.leftAt);
        }
    }

    /// Whether a host is inside. Zoom tells only that its host user is, not which of our hosts that is.
    boolean isLed(MeetingId id);

    /// Where events can be held on this instance: each provider that is set up, with how many people it takes
    /// besides one host.
    Map<String, Integer> places();

    /// @param hostKey whose daily budget a provider meeting counts against (an organiser, or the provider's
    ///     host user)
    record Plan(
            String provider,
            String hostKey,
            String title,
            Instant startsAt,
            Duration length,
            ZoneId zone,
            int capacity) {}

    enum Role {
        HOST,
        PARTICIPANT
    }

    enum Leaving {
        CANCELLED,
        MOVED_TO_ANOTHER_DEVICE,
        REMOVED_BY_HOST,
        MEETING_ENDED
    }

    sealed interface Entry {
        /// @param url where to send the person now; carries a secret, never stored nor mailed
        /// @param passcode to be shown to them with it; empty where there is none
        record Enter(String url, String passcode) implements Entry {
            @Override
            public String toString() {
                return "Enter";
            }
        }

        /// The provider's meeting does not exist yet, or the provider is silent: to be tried again shortly.
        record NotReady(String why) implements Entry {}

        record Full() implements Entry {}
    }

    /// @param joinedAt null while the credential was minted and its holder has not appeared
    record Presence(
            AdmissionId admission,
            Role role,
            String displayName,
            @Nullable Instant joinedAt) {}
}
