package org.tsudoi.meetings.bigbluebutton;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private volatile @Nullable MeetingId last;

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

    /// Begins behind the one that was asked about last, so that each comes at some time.
    @Override
    public void run() {
        var at = clock.instant();
        var all = new ArrayList<>(meetings.at(at));
        int next = 1 + all.stream().map(UnderWay::id).toList().indexOf(last);
        Collections.rotate(all, -next);
        int silences = 0;
        boolean areAllSeen = true;
        for (var one : all) {
            last = one.id();
            var look = tried(one);
            if (look != Look.SEEN) areAllSeen = false;
            if (look == Look.SILENT && ++silences == SILENCES_MAX) return;
        }
        if (areAllSeen) meetings.seen(at);
    }

    private enum Look {
        SEEN,
        /// This meeting was not told of; of others may be.
        UNSEEN,
        SILENT
    }

    /// What goes wrong with one keeps no other from being seen.
    private Look tried(UnderWay meeting) {
        try {
            return look(meeting);
        } catch (RuntimeException e) {
            LOG.error("BigBlueButton: who is inside {} is not noted", meeting.id(), e);
            return Look.UNSEEN;
        }
    }

    private Look look(UnderWay meeting) {
        var at = clock.instant();
        var reference = meeting.id().toString();
        return switch (client.call(BigBlueButtonAdapter.info(reference))) {
            case Reply.Done(var told) -> {
                var named = told.people().stream()
                        .flatMap(name -> AdmissionId.parse(name).stream())
                        .collect(Collectors.toSet());
                var inside = meetings.into(meeting.id(), named);
                transaction.executeWithoutResult(_ -> note(meeting, inside, at));
                // One that is not answered is ended the next time.
                if (!at.isBefore(meeting.closesAt())) adapter.end(reference);
                yield Look.SEEN;
            }
            case Reply.Denied denied
            when denied.isOfNone() -> {
                transaction.executeWithoutResult(_ -> over(meeting, at));
                yield Look.SEEN;
            }
            case Reply.Denied(var key) -> {
                LOG.warn("BigBlueButton does not say who is inside: {}", key);
                yield Look.UNSEEN;
            }
            case Reply.Unclear(var why) -> {
                LOG.warn("BigBlueButton does not say who is inside: {}", why);
                yield Look.UNSEEN;
            }
            case Reply.Silent(var why) -> {
                LOG.warn("BigBlueButton does not say who is inside: {}", why);
                yield Look.SILENT;
            }
        };
    }

    private void note(UnderWay meeting, Set<AdmissionId> inside, Instant at) {
        inside.stream().filter(one -> !meeting.inside().contains(one)).forEach(one -> attendance.joined(one, at));
        meeting.inside().stream().filter(one -> !inside.contains(one)).forEach(one -> attendance.left(one, at));
    }

    private void over(UnderWay meeting, Instant at) {
        if (!meeting.inside().isEmpty() || attendance.isOpened(meeting.id())) attendance.ended(meeting.id(), at);
    }
}
