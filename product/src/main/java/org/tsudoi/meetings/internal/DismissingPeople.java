package org.tsudoi.meetings.internal;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.MeetingNews;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.provider.Attendance.AdmissionEnded;
import org.tsudoi.platform.outbox.Outbox;

/// Ends admissions: the row decides; whoever shows the person a room acts on it after the commit.
@Component
class DismissingPeople {
    private final AdmissionTable admissions;
    private final MeetingTable meetings;
    private final Providers providers;
    private final Outbox outbox;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    DismissingPeople(
            AdmissionTable admissions,
            MeetingTable meetings,
            Providers providers,
            Outbox outbox,
            ApplicationEventPublisher news,
            Clock clock) {
        this.admissions = admissions;
        this.meetings = meetings;
        this.providers = providers;
        this.outbox = outbox;
        this.news = news;
        this.clock = clock;
    }

    @Transactional
    void dismiss(AdmissionId id, Leaving why) {
        admissions.lock(id);
        var now = clock.instant();
        if (!admissions.dismiss(id, why, now)) {
            return;
        }
        admissions.find(id).ifPresent(admission -> {
            var meeting = meetings.find(admission.meeting()).orElseThrow().meeting();
            var provider = providers.get(meeting.plan().provider());
            if (!provider.isAlwaysReady()) {
                if (admission.credential() != null) {
                    outbox.put(VoidingCredentials.TOPIC, id.toString(), Map.of("admission", id.toString()));
                }
            } else if (provider.putsOut() && admission.inside() && admissions.left(id, now)) {
                news.publishEvent(new MeetingNews.SomeoneLeft(admission.meeting(), id, now));
            }
        });
        news.publishEvent(new AdmissionEnded(id, why));
    }

    @Transactional
    void everybody(MeetingId meeting, Leaving why) {
        admissions.notDismissed(meeting).forEach(admission -> dismiss(admission.id(), why));
    }
}
