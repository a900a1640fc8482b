package org.tsudoi.meetings.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.MeetingNews;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.Attendance;

/// Keeps who came and went.
@Component
class AttendingPeople implements Attendance {
    private final AdmissionTable admissions;
    private final MeetingTable meetings;
    private final DismissingPeople dismissing;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    AttendingPeople(
            AdmissionTable admissions,
            MeetingTable meetings,
            DismissingPeople dismissing,
            ApplicationEventPublisher news,
            Clock clock) {
        this.admissions = admissions;
        this.meetings = meetings;
        this.dismissing = dismissing;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public Optional<Admitted> find(AdmissionId admission) {
        return admissions.find(admission).map(this::admitted);
    }

    @Override
    public Optional<Admitted> find(String provider, String meetingReference, String credentialReference) {
        return meetings.find(provider, meetingReference)
                .flatMap(kept -> admissions.find(kept.meeting().id(), credentialReference))
                .map(this::admitted);
    }

    private Admitted admitted(AdmissionTable.Admission found) {
        var meeting = meetings.find(found.meeting()).orElseThrow().meeting();
        var out = found.out() == null && meeting instanceof Meeting.Cancelled ? Leaving.CANCELLED : found.out();
        return new Admitted(found.id(), found.meeting(), found.role(), found.displayName(), meeting.plan(), out);
    }

    @Override
    public Optional<MeetingId> meeting(String provider, String reference) {
        return meetings.find(provider, reference).map(kept -> kept.meeting().id());
    }

    @Override
    public boolean isOpened(MeetingId meeting) {
        return meetings.find(meeting).orElseThrow().openedAt() != null;
    }

    @Override
    @Transactional
    public boolean joined(AdmissionId id, Instant at) {
        var admission = admissions.find(id).orElseThrow();
        if (!admissions.joined(id, at)) {
            return false;
        }
        if (admission.role() == Role.HOST) {
            meetings.opened(admission.meeting(), at);
        }
        if (!admission.inside()) {
            news.publishEvent(new MeetingNews.SomeoneJoined(admission.meeting(), id, at));
        }
        return true;
    }

    @Override
    @Transactional
    public boolean left(AdmissionId id, Instant at) {
        var admission = admissions.find(id).orElseThrow();
        boolean changed = admissions.left(id, at);
        if (changed && admission.inside()) {
            news.publishEvent(new MeetingNews.SomeoneLeft(admission.meeting(), id, at));
        }
        return changed;
    }

    @Override
    @Transactional
    public boolean hostJoined(MeetingId meeting, Instant at) {
        return meetings.hostJoined(meeting, at);
    }

    @Override
    @Transactional
    public boolean hostLeft(MeetingId meeting, Instant at) {
        return meetings.hostLeft(meeting, at);
    }

    @Override
    @Transactional
    public void ended(MeetingId meeting, Instant at) {
        for (var admission : admissions.live(meeting)) {
            if (admission.inside()) {
                left(admission.id(), at);
            }
        }
        admissions.dismissedButInside(meeting).forEach(admission -> left(admission.id(), at));
        meetings.ended(meeting, at);
    }

    @Override
    public Map<AdmissionId, Leaving> dismissed(Collection<AdmissionId> among) {
        return among.isEmpty() ? Map.of() : admissions.dismissed(among);
    }

    @Override
    @Transactional
    public boolean hostRemoves(MeetingId meeting, AdmissionId id) {
        var admission = admissions.find(id).orElse(null);
        if (admission == null || !admission.meeting().equals(meeting) || admission.role() == Role.HOST) {
            return false;
        }
        dismissing.dismiss(id, Leaving.REMOVED_BY_HOST);
        news.publishEvent(new MeetingNews.HostRemoved(meeting, id, clock.instant()));
        return true;
    }

    @Override
    @Transactional
    public void hostEnds(MeetingId meeting) {
        dismissing.everybody(meeting, Leaving.MEETING_ENDED);
        meetings.ended(meeting, clock.instant());
    }
}
