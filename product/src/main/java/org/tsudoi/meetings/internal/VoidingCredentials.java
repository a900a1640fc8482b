package org.tsudoi.meetings.internal;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.provider.MeetingProvider.Answer;
import org.tsudoi.meetings.provider.MeetingProvider.Reason;
import org.tsudoi.meetings.provider.MeetingProvider.Voided;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Tells a provider that somebody's way in no longer holds.
@Component
class VoidingCredentials implements OutboxHandler {
    static final String TOPIC = "meetings.void";

    private final AdmissionTable admissions;
    private final MeetingTable meetings;
    private final Providers providers;
    private final Clock clock;

    VoidingCredentials(AdmissionTable admissions, MeetingTable meetings, Providers providers, Clock clock) {
        this.admissions = admissions;
        this.meetings = meetings;
        this.providers = providers;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = AdmissionId.parse(item.payload().path("admission").asString()).orElseThrow();
        var admission = admissions.find(id).orElseThrow();
        var kept = meetings.find(admission.meeting()).orElseThrow();
        var reference = switch (kept.meeting()) {
            case Meeting.Ready ready -> ready.reference();
            case Meeting.Cancelled cancelled -> cancelled.reference();
            case Meeting.Planned _, Meeting.Unknown _ -> null;
        };
        if (reference == null || admission.credential() == null || kept.deletedAt() != null) {
            return Handled.done();
        }
        var provider = providers.get(kept.meeting().plan().provider());
        return switch (provider.dismiss(reference, id, admission.credential())) {
            case Answer.Given<Voided> _ -> done(id);
            case Answer.Refused<Voided>(var reason, var code) ->
                reason == Reason.NOT_FOUND || reason == Reason.ENDED ? done(id) : Handled.giveUp(reason + " " + code);
            case Answer.NotKnown<Voided>(var why, var seconds) ->
                seconds == null
                        ? Handled.askAgain(why)
                        : Handled.later(clock.instant().plusSeconds(seconds));
        };
    }

    private Handled done(AdmissionId id) {
        admissions.voided(id, clock.instant());
        return Handled.done();
    }
}
