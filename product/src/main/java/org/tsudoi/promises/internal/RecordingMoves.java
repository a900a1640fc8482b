package org.tsudoi.promises.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews;
import org.tsudoi.offerings.EventNews.DatesMoved.OtherTimes;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.FreeExits;
import org.tsudoi.promises.Move;

/// Writes each move down in the transaction of the change, with the rule that is told from then on.
@Component
@EnableConfigurationProperties(PromiseSettings.class)
class RecordingMoves implements FreeExits {
    /// Before others ask how large a move is.
    private static final int WRITTEN_FIRST = 0;

    private final MoveTable table;
    private final PromiseSettings settings;
    private final Clock clock;

    RecordingMoves(MoveTable table, PromiseSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    @Order(WRITTEN_FIRST)
    void on(EventNews.EventMoved news) {
        table.insert(move(news.event(), news.from(), news.to(), news.sequence()));
    }

    @EventListener
    @Order(WRITTEN_FIRST)
    void on(EventNews.DatesMoved news) {
        table.insert(move(news.event(), news.dates(), news.sequence()));
    }

    @Override
    public Optional<Instant> until(EventId event, Instant placedAt) {
        return table.mattering(event, placedAt).map(Move::leaveUntil);
    }

    /// As it would be kept if it happened now.
    Move move(EventId event, Schedule.Fixed from, Schedule.Fixed to, int sequence) {
        // As the columns keep it, so that both locks see the same moment.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = Move.Span.of(from);
        var after = Move.Span.of(to);
        boolean matters = isFar(told(event, before), after) && after.startsAt().isAfter(now);
        return new Move(event, sequence, now, before, after, matters ? leaveUntil(after, now) : null, List.of());
    }

    /// The same of dates of a course: each by itself, and all of them may be left as long as any.
    Move move(EventId event, List<OtherTimes> moved, int sequence) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = table.of(event);
        var dates = moved.stream().map(one -> ofDate(before, one, now)).toList();
        var longest = dates.stream()
                .filter(Move.OfDate::matters)
                .max(Comparator.comparing(one -> Objects.requireNonNull(one.leaveUntil())))
                .orElse(dates.getFirst());
        return new Move(event, sequence, now, longest.from(), longest.to(), longest.leaveUntil(), dates);
    }

    private Move.OfDate ofDate(List<Move> before, OtherTimes moved, Instant now) {
        var from = Move.Span.of(moved.from());
        var to = Move.Span.of(moved.to());
        var known = before.stream()
                .flatMap(move -> move.dates().stream())
                .filter(one -> one.date().equals(moved.date()))
                .toList();
        var told = known.stream()
                .filter(Move.OfDate::matters)
                .findFirst()
                .map(Move.OfDate::to)
                .orElseGet(() -> known.isEmpty() ? from : known.getLast().from());
        boolean matters = isFar(told, to) && to.startsAt().isAfter(now);
        return new Move.OfDate(moved.date(), from, to, matters ? leaveUntil(to, now) : null);
    }

    private @Nullable Instant leaveUntil(Move.Span after, Instant now) {
        var latest = now.plus(settings.leaveFor());
        return latest.isBefore(after.startsAt()) ? latest : after.startsAt();
    }

    /// The times that people were asked about last: many little moves are a large one.
    private Move.Span told(EventId event, Move.Span before) {
        List<Move> moves = table.of(event);
        return moves.stream()
                .filter(Move::matters)
                .findFirst()
                .map(Move::to)
                .orElseGet(() -> moves.isEmpty() ? before : moves.getLast().from());
    }

    private boolean isFar(Move.Span told, Move.Span after) {
        return differs(told.startsAt(), after.startsAt()) || differs(told.endsAt(), after.endsAt());
    }

    private boolean differs(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(settings.little()) > 0;
    }
}
