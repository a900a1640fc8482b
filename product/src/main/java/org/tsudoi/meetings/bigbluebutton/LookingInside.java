package org.tsudoi.meetings.bigbluebutton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.bigbluebutton.BigBlueButtonClient.Reply;
import org.tsudoi.meetings.bigbluebutton.MeetingsUnderWay.UnderWay;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.platform.RecurringJob;

/// Asks the server who is inside, as long as somebody may be, and ends what goes on after the doors
/// are closed for good. The server does not say since when somebody is there, so that they came and
/// left when it was seen.
final class LookingInside implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(LookingInside.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    /// A server that is down is not asked about every meeting.
    private static final int SILENCES_MAX = 3;

    private final BigBlueButtonClient client;
    private final BigBlueButtonAdapter adapter;
    private final MeetingsUnderWay meetings;
    private final Attendance attendance;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LookingInside(
            BigBlueButtonClient client,
            BigBlueButtonAdapter adapter,
            MeetingsUnderWay meetings,
            Attendance attendance,
            TransactionTemplate transaction,
            Clock clock) {
        this.client = client;
        this.adapter = adapter;
        this.meetings = meetings;
        this.attendance = attendance;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "meetings-look-inside-bigbluebutton";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        int silences = 0;
        for (var one : meetings.at(clock.instant())) {
            if (silences == SILENCES_MAX) return;
            if (!isLookedAt(one)) silences++;
        }
    }

    /// @return false when the server did not say
    private boolean isLookedAt(UnderWay meeting) {
        var at = clock.instant();
        var reference = meeting.id().toString();
        return switch (client.call(BigBlueButtonAdapter.info(reference))) {
            case Reply.Done(var told) -> {
                var inside = told.people().stream()
                        .flatMap(name -> AdmissionId.parse(name).stream())
                        .filter(one -> isOf(meeting.id(), one))
                        .collect(Collectors.toSet());
                transaction.executeWithoutResult(_ -> note(meeting, inside, at));
                // One that is not answered is ended the next time.
                if (!at.isBefore(meeting.closesAt())) adapter.end(reference);
                yield true;
            }
            case Reply.Denied denied
            when denied.isOfNone() -> {
                transaction.executeWithoutResult(_ -> over(meeting, at));
                yield true;
            }
            case Reply.Denied(var key) -> {
                LOG.warn("BigBlueButton does not say who is inside: {}", key);
                yield false;
            }
            case Reply.Unclear(var why) -> {
                LOG.warn("BigBlueButton does not say who is inside: {}", why);
                yield false;
            }
        };
    }

    private boolean isOf(MeetingId meeting, AdmissionId who) {
        return attendance
                .find(who)
                .filter(found -> found.meeting().equals(meeting))
                .isPresent();
    }

    private void note(UnderWay meeting, Set<AdmissionId> inside, Instant at) {
        inside.stream().filter(one -> !meeting.inside().contains(one)).forEach(one -> attendance.joined(one, at));
        meeting.inside().stream().filter(one -> !inside.contains(one)).forEach(one -> attendance.left(one, at));
    }

    private void over(UnderWay meeting, Instant at) {
        if (!meeting.inside().isEmpty() || attendance.isOpened(meeting.id())) attendance.ended(meeting.id(), at);
    }
}
