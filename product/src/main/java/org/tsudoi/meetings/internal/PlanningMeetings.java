package org.tsudoi.meetings.internal;

import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.platform.outbox.Outbox;

/// Takes wishes for meetings; what must be told to a provider is left to `SettlingMeetings`.
@Component
class PlanningMeetings {
    private final MeetingTable meetings;
    private final DismissingPeople dismissing;
    private final Providers providers;
    private final Outbox outbox;
    private final Clock clock;

    PlanningMeetings(
            MeetingTable meetings, DismissingPeople dismissing, Providers providers, Outbox outbox, Clock clock) {
        this.meetings = meetings;
        this.dismissing = dismissing;
        this.providers = providers;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void schedule(MeetingId id, Plan plan) {
        var now = clock.instant();
        var provider = providers.get(plan.provider());
        var planned = new Meeting.Planned(id, plan);
        if (meetings.insert(planned, now)) {
            if (provider.isAlwaysReady()) {
                meetings.ready(planned.ready(id.toString()), 1, now);
            } else {
                settle(id, 1);
            }
            return;
        }
        var kept = meetings.lock(id).orElseThrow();
        if (kept.meeting() instanceof Meeting.Cancelled || kept.meeting().plan().equals(plan)) {
            return;
        }
        if (!kept.meeting().plan().provider().equals(plan.provider())) {
            throw new IllegalArgumentException("meeting " + id + " stays where it is: "
                    + kept.meeting().plan().provider());
        }
        var revision = meetings.change(id, plan, now);
        if (!provider.isAlwaysReady()) {
            settle(id, revision);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void cancel(MeetingId id) {
        var kept = meetings.lock(id).orElse(null);
        if (kept == null) {
            return;
        }
        var now = clock.instant();
        var cancelled = switch (kept.meeting()) {
            case Meeting.Planned planned -> planned.cancelled(now);
            case Meeting.Unknown unknown -> unknown.cancelled(now);
            case Meeting.Ready ready -> ready.cancelled(now);
            case Meeting.Cancelled before -> before;
        };
        if (kept.meeting() instanceof Meeting.Cancelled) {
            return;
        }
        meetings.cancelled(cancelled);
        dismissing.everybody(id, Meetings.Leaving.CANCELLED);
        if (providers.get(cancelled.plan().provider()).needsEnding()) {
            settle(id, kept.revision() + 1);
        }
    }

    private void settle(MeetingId id, int revision) {
        outbox.put(SettlingMeetings.TOPIC, id + ":" + revision, Map.of("meeting", id.toString()));
    }
}
