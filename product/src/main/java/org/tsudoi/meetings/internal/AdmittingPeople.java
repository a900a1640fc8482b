package org.tsudoi.meetings.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Entry;
import org.tsudoi.meetings.Meetings.Presence;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.provider.MeetingProvider.Answer;
import org.tsudoi.meetings.provider.MeetingProvider.Credential;
import org.tsudoi.meetings.provider.MeetingProvider.Reason;
import org.tsudoi.platform.outbox.Outbox;

/// Mints a way in for one person: noted before the provider is asked, stored after it answered, and made void
/// at once when it was dismissed in between.
@Component
class AdmittingPeople {
    /// Somebody who was let in and has not appeared counts as inside this long.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(60);

    private final MeetingTable meetings;
    private final AdmissionTable admissions;
    private final Providers providers;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AdmittingPeople(
            MeetingTable meetings,
            AdmissionTable admissions,
            Providers providers,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.meetings = meetings;
        this.admissions = admissions;
        this.providers = providers;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    Entry admit(MeetingId id, AdmissionId admission, String displayName, Role role) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("no transaction may be open while a provider is asked");
        }
        var kept = meetings.find(id).orElse(null);
        if (kept == null || !(kept.meeting() instanceof Meeting.Ready ready)) {
            return new Entry.NotReady("the meeting is not there");
        }
        var provider = providers.get(ready.plan().provider());
        if (role == Role.PARTICIPANT && provider.isCountedHere() && isFull(id, admission, provider, ready)) {
            return new Entry.Full();
        }
        if (!begin(id, admission, displayName, role)) {
            return new Entry.NotReady("dismissed before");
        }
        return switch (provider.admit(ready.reference(), admission, displayName, role)) {
            case Answer.Given<Credential>(var credential) ->
                store(admission, credential, provider)
                        ? new Entry.Enter(credential.url(), credential.passcode())
                        : new Entry.NotReady("dismissed meanwhile");
            case Answer.Refused<Credential>(var reason, var code) ->
                reason == Reason.FULL ? new Entry.Full() : new Entry.NotReady(reason + " " + code);
            case Answer.NotKnown<Credential>(var why, var _) -> new Entry.NotReady(why);
        };
    }

    /// One place is kept for a host until one is inside.
    private boolean isFull(MeetingId id, AdmissionId admission, MeetingProvider provider, Meeting.Ready ready) {
        var recently = clock.instant().minus(ON_THE_WAY);
        var others = admissions.live(id).stream()
                .filter(other -> !other.id().equals(admission))
                .filter(other -> other.inside() || other.admittedAt().isAfter(recently))
                .toList();
        long participants = others.stream()
                .filter(other -> other.role() == Role.PARTICIPANT)
                .count();
        boolean led = others.stream().anyMatch(other -> other.role() == Role.HOST);
        return participants >= ready.plan().capacity() || others.size() >= provider.peopleMax() - (led ? 0 : 1);
    }

    private boolean begin(MeetingId id, AdmissionId admission, String displayName, Role role) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            admissions.lock(admission);
            if (!admissions.dismissed(List.of(admission)).isEmpty()) {
                return false;
            }
            admissions.insert(admission, id, role, displayName, clock.instant());
            return true;
        }));
    }

    private boolean store(AdmissionId admission, Credential credential, MeetingProvider provider) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            admissions.lock(admission);
            admissions.credential(admission, credential.reference());
            if (admissions.dismissed(List.of(admission)).isEmpty()) {
                return true;
            }
            if (!provider.isAlwaysReady()) {
                outbox.put(VoidingCredentials.TOPIC, admission.toString(), Map.of("admission", admission.toString()));
            }
            return false;
        }));
    }

    List<Presence> inside(MeetingId id) {
        return admissions.live(id).stream().map(AdmittingPeople::presence).toList();
    }

    static Presence presence(AdmissionTable.Admission admission) {
        return new Presence(admission.id(), admission.role(), admission.displayName(), admission.joinedAt());
    }
}
