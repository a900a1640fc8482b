package org.tsudoi.meetings.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.provider.MeetingProvider;

/// The face, each verb by who does it.
@Component
class MeetingDesk implements Meetings {
    private final MeetingTable meetings;
    private final PlanningMeetings planning;
    private final AdmittingPeople admitting;
    private final DismissingPeople dismissing;
    private final AdmissionTable admissions;
    private final Providers providers;

    MeetingDesk(
            MeetingTable meetings,
            PlanningMeetings planning,
            AdmittingPeople admitting,
            DismissingPeople dismissing,
            AdmissionTable admissions,
            Providers providers) {
        this.admissions = admissions;
        this.providers = providers;
        this.meetings = meetings;
        this.planning = planning;
        this.admitting = admitting;
        this.dismissing = dismissing;
    }

    @Override
    public Map<String, Integer> places() {
        return providers.all().stream()
                .collect(Collectors.toMap(MeetingProvider::name, provider -> provider.peopleMax() - 1));
    }

    @Override
    public void schedule(MeetingId id, Plan plan) {
        planning.schedule(id, plan);
    }

    @Override
    public void cancel(MeetingId id) {
        planning.cancel(id);
    }

    @Override
    public Optional<Meeting> find(MeetingId id) {
        return meetings.find(id).map(MeetingTable.Kept::meeting);
    }

    @Override
    public Entry admit(MeetingId id, AdmissionId admission, String displayName, Role role) {
        return admitting.admit(id, admission, displayName, role);
    }

    @Override
    public void dismiss(AdmissionId admission, Leaving why) {
        dismissing.dismiss(admission, why);
    }

    @Override
    public List<Presence> inside(MeetingId id) {
        return admitting.inside(id);
    }

    @Override
    public Map<AdmissionId, Instant> letIn(Collection<AdmissionId> some) {
        var silent = providers.all().stream()
                .map(MeetingProvider::name)
                .filter(name -> !providers.tells(name))
                .toList();
        return some.isEmpty() || silent.isEmpty() ? Map.of() : admissions.letIn(some, silent);
    }

    @Override
    public boolean tells(String provider) {
        return providers.tells(provider);
    }

    @Override
    public Map<AdmissionId, Stay> stays(Collection<AdmissionId> some) {
        return some.isEmpty() ? Map.of() : admissions.stays(some);
    }

    @Override
    public Map<MeetingId, Stay> ledStays(Collection<MeetingId> some) {
        return some.isEmpty() ? Map.of() : meetings.ledStays(some);
    }

    @Override
    public boolean isLed(MeetingId id) {
        return meetings.find(id).filter(MeetingTable.Kept::hostSeenInside).isPresent()
                || admitting.inside(id).stream().anyMatch(who -> who.role() == Role.HOST && who.joinedAt() != null);
    }
}
