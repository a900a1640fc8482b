package org.tsudoi.meetings.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Plan;
import org.tsudoi.meetings.provider.MeetingProvider;
import org.tsudoi.meetings.provider.MeetingProvider.Answer;
import org.tsudoi.meetings.provider.MeetingProvider.Reason;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Brings the provider's meeting to what is wished for: makes, changes or deletes it. Whatever the item says,
/// it looks at the row; so items may come twice, late and in any order. What may have been made is looked for
/// before it is made again.
@Component
class SettlingMeetings implements OutboxHandler {
    static final String TOPIC = "meetings.settle";

    /// Longer than the slowest call of an adapter.
    private static final Duration BUSY_AT_MOST = Duration.ofSeconds(50);
    private static final Duration WHEN_BUSY = Duration.ofSeconds(5);

    private final MeetingTable meetings;
    private final BudgetTable budgets;
    private final Providers providers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SettlingMeetings(
            MeetingTable meetings,
            BudgetTable budgets,
            Providers providers,
            TransactionTemplate transaction,
            Clock clock) {
        this.meetings = meetings;
        this.budgets = budgets;
        this.providers = providers;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Handled handle(OutboxItem item) {
        var id = MeetingId.parse(item.payload().path("meeting").asString()).orElseThrow();
        if (!meetings.claim(id, clock.instant(), BUSY_AT_MOST)) {
            return Handled.later(clock.instant().plus(WHEN_BUSY));
        }
        try {
            return settle(meetings.find(id).orElseThrow());
        } finally {
            meetings.release(id);
        }
    }

    private Handled settle(MeetingTable.Kept kept) {
        var provider = providers.get(kept.meeting().plan().provider());
        return switch (kept.meeting()) {
            case Meeting.Planned _, Meeting.Unknown _ -> make(kept, provider);
            case Meeting.Ready ready -> kept.told() >= kept.revision() ? Handled.done() : change(kept, ready, provider);
            case Meeting.Cancelled cancelled ->
                kept.deletedAt() != null ? Handled.done() : delete(kept, cancelled, provider);
        };
    }

    private Handled make(MeetingTable.Kept kept, MeetingProvider provider) {
        var id = kept.meeting().id();
        var host = kept.host();
        if (kept.askedAt() != null && host != null) {
            var looked = provider.find(id, at(kept.meeting().plan(), host));
            if (looked instanceof Answer.Given<Optional<String>>(var found) && found.isPresent()) {
                return made(kept, found.get());
            }
            if (!(looked instanceof Answer.Given<Optional<String>>)) {
                return later(id, looked, false, host, provider);
            }
            meetings.waits(id, "not found, made again", true);
        }
        var plan = kept.meeting().plan();
        var day = today();
        var chosen = transaction.execute(_ -> begin(kept, provider, day));
        if (chosen == null) {
            meetings.waits(id, "the provider's budget of today is used up", true);
            return Handled.later(tomorrow());
        }
        var answer = provider.make(id, at(plan, chosen));
        return answer instanceof Answer.Given<String>(var reference)
                ? made(kept, reference)
                : later(id, answer, true, chosen, provider);
    }

    /// Chooses the host, takes from its day and notes that the provider is about to be asked.
    private @Nullable String begin(MeetingTable.Kept kept, MeetingProvider provider, LocalDate day) {
        var plan = kept.meeting().plan();
        var hosts = provider.hosts().isEmpty() ? List.of(plan.hostKey()) : provider.hosts();
        int limit = provider.makingsPerHostAndDay();
        var chosen = budgets.choose(provider.name(), hosts, day, limit, plan.startsAt(), plan.length())
                .filter(host -> budgets.take(provider.name(), host, day, limit));
        chosen.ifPresent(host -> meetings.asked(kept.meeting().id(), host, clock.instant()));
        return chosen.orElse(null);
    }

    private Handled made(MeetingTable.Kept kept, String reference) {
        return transaction.execute(_ -> {
            var id = kept.meeting().id();
            var now = meetings.lock(id).orElseThrow();
            switch (now.meeting()) {
                case Meeting.Planned planned ->
                    meetings.ready(planned.ready(reference), kept.revision(), clock.instant());
                case Meeting.Unknown unknown ->
                    meetings.ready(unknown.ready(reference), kept.revision(), clock.instant());
                case Meeting.Ready _ -> {}
                case Meeting.Cancelled _ -> meetings.madeThoughCancelled(id, reference);
            }
            // A newer wish has an item of its own, which may have been turned away while this one was busy.
            return now.revision() > kept.revision() ? Handled.later(clock.instant()) : Handled.done();
        });
    }

    private Handled change(MeetingTable.Kept kept, Meeting.Ready ready, MeetingProvider provider) {
        var host = kept.host() == null ? ready.plan().hostKey() : kept.host();
        if (!budgets.take(provider.name(), host, today(), provider.makingsPerHostAndDay())) {
            return Handled.later(tomorrow());
        }
        var answer = provider.change(ready.id(), ready.reference(), at(ready.plan(), host));
        return switch (answer) {
            case Answer.Given<String> _ -> {
                meetings.told(ready.id(), kept.revision());
                yield Handled.done();
            }
            case Answer.Refused<String>(var reason, var code) ->
                reason == Reason.BUDGET_SPENT ? spent(provider, host) : Handled.giveUp(reason + " " + code);
            case Answer.NotKnown<String>(var why, var seconds) -> again(why, seconds);
        };
    }

    private Handled delete(MeetingTable.Kept kept, Meeting.Cancelled cancelled, MeetingProvider provider) {
        var id = cancelled.id();
        var reference = cancelled.reference();
        if (reference == null) {
            var host = kept.host();
            if (kept.askedAt() == null || host == null) {
                meetings.deleted(id, clock.instant());
                return Handled.done();
            }
            var looked = provider.find(id, at(cancelled.plan(), host));
            if (!(looked instanceof Answer.Given<Optional<String>>(var found))) {
                return later(id, looked, false, host, provider);
            }
            if (found.isEmpty()) {
                meetings.deleted(id, clock.instant());
                return Handled.done();
            }
            reference = found.get();
            meetings.madeThoughCancelled(id, reference);
        }
        return switch (provider.delete(reference)) {
            case Answer.Given<String> _ -> {
                meetings.deleted(id, clock.instant());
                yield Handled.done();
            }
            case Answer.Refused<String>(var reason, var code) -> Handled.giveUp(reason + " " + code);
            case Answer.NotKnown<String>(var why, var seconds) -> again(why, seconds);
        };
    }

    /// @param making whether the provider may have made it although it did not say so
    private Handled later(MeetingId id, Answer<?> answer, boolean making, String host, MeetingProvider provider) {
        return switch (answer) {
            case Answer.Given<?> _ -> Handled.done();
            case Answer.Refused<?>(var reason, var code) -> {
                meetings.waits(id, "refused: " + reason + " " + code, making);
                yield reason == Reason.BUDGET_SPENT ? spent(provider, host) : Handled.askAgain(reason + " " + code);
            }
            case Answer.NotKnown<?>(var why, var seconds) -> {
                if (seconds != null) {
                    meetings.waits(id, why, making);
                } else if (making) {
                    transaction.executeWithoutResult(_ -> unknown(id, why));
                }
                yield again(why, seconds);
            }
        };
    }

    private void unknown(MeetingId id, String why) {
        switch (meetings.lock(id).orElseThrow().meeting()) {
            case Meeting.Planned planned -> meetings.unknown(planned.unknown(why), clock.instant());
            case Meeting.Unknown before ->
                meetings.unknown(new Meeting.Unknown(id, before.plan(), why), clock.instant());
            case Meeting.Ready _, Meeting.Cancelled _ -> {}
        }
    }

    /// The provider says that the host's day is over although our count did not: someone else makes meetings
    /// there too.
    private Handled spent(MeetingProvider provider, String host) {
        budgets.spent(provider.name(), host, today(), provider.makingsPerHostAndDay());
        return provider.hosts().size() > 1 ? Handled.later(clock.instant()) : Handled.later(tomorrow());
    }

    private Handled again(String why, @Nullable Integer seconds) {
        return seconds == null
                ? Handled.askAgain(why)
                : Handled.later(clock.instant().plusSeconds(seconds));
    }

    private static Plan at(Plan plan, String host) {
        return new Plan(
                plan.provider(), host, plan.title(), plan.startsAt(), plan.length(), plan.zone(), plan.capacity());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Instant tomorrow() {
        return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
