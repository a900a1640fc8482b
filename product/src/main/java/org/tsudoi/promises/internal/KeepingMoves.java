package org.tsudoi.promises.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.EventNews.DatesMoved;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.ProblemCode;
import org.tsudoi.promises.Move;
import org.tsudoi.promises.Moves;

@Component
class KeepingMoves implements Moves {
    private final MoveTable table;
    private final RecordingMoves recording;
    private final Events events;
    private final Orders orders;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingMoves(
            MoveTable table,
            RecordingMoves recording,
            Events events,
            Orders orders,
            TransactionTemplate transactions,
            Clock clock) {
        this.table = table;
        this.recording = recording;
        this.events = events;
        this.orders = orders;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Prospect weigh(EventId id, Schedule.Fixed to) {
        var told = movable(id, to);
        return new Prospect(recording.move(id, fixed(told), to, told.sequence() + 1), orders.atStake(id));
    }

    @Override
    public void move(EventId id, Schedule.Fixed to) {
        events.change(id, movable(id, to).with(to));
    }

    @Override
    public boolean concerns(EventId id, Schedule.Fixed to) {
        return events.get(id).particulars().schedule() instanceof Schedule.Fixed from
                && recording.move(id, from, to, 1).matters()
                && orders.atStake(id).orders() > 0;
    }

    @Override
    public Optional<Prospect> weigh(EventId id, Schedule.Course to) {
        var told = events.get(id).particulars();
        var moved = told.course().map(from -> DatesMoved.between(from, to)).orElseThrow(Problem::notFound);
        if (moved.isEmpty()) return Optional.empty();
        var prospect = new Prospect(recording.move(id, moved, told.sequence() + 1), orders.atStake(id));
        return Optional.of(prospect).filter(it -> it.matters() && it.atStake().orders() > 0);
    }

    private Event.Particulars movable(EventId id, Schedule.Fixed to) {
        var event = events.get(id);
        var told = event.particulars();
        switch (event) {
            case Event.Published _, Event.Closed _ -> {}
            case Event.Cancelled _ -> throw Problem.of(ProblemCode.GONE, "event.error.cancelled");
            case Event.Draft _ -> throw Problem.of(ProblemCode.CONFLICT, "event.error.not-on-sale");
        }
        var from = fixed(told);
        var now = clock.instant();
        if (told.hasEnded(now)) throw Problem.inFields(Map.of("over", "promises.error.over"));
        if (from.equals(to)) throw Problem.inFields(Map.of("startTime", "promises.error.same"));
        boolean startStays = from.begin().equals(to.begin());
        if (startStays ? !to.end().isAfter(now) : !to.begin().isAfter(now)) {
            throw Problem.inFields(Map.of("startDate", "promises.error.past"));
        }
        return told;
    }

    private static Schedule.Fixed fixed(Event.Particulars told) {
        if (!(told.schedule() instanceof Schedule.Fixed fixed)) throw Problem.notFound();
        return fixed;
    }

    @Override
    public List<Move> of(EventId event) {
        return table.of(event);
    }

    @Override
    public Optional<Move> concerning(Order order) {
        return order.terms().isSession() || order.terms().isPeriod()
                ? Optional.empty()
                : table.mattering(order.terms().event(), order.terms().placedAt());
    }

    @Override
    public boolean stays(Move move, OrderId order) {
        return table.stays(move, order);
    }

    @Override
    public Staying stay(OrderId id, int sequence) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var order = orders.holdStill(id).orElseThrow(Problem::notFound);
            var move = concerning(order);
            if (!(order instanceof Order.Paid) || move.isEmpty()) return Staying.GONE;
            if (move.get().sequence() != sequence) return Staying.MOVED_AGAIN;
            table.stay(move.get(), id, clock.instant());
            return Staying.NOTED;
        }));
    }

    @Override
    public Answers answers(Move move) {
        var staying = new ArrayList<Order>();
        var left = new ArrayList<Order>();
        var silent = new ArrayList<Order>();
        var said = table.staying(move);
        for (var order : orders.ofEvent(move.event())) {
            if (!order.terms().placedAt().isBefore(move.at())) continue;
            switch (order) {
                case Order.Paid paid -> (said.contains(paid.id()) ? staying : silent).add(paid);
                case Order.Cancelled gone -> {
                    if (leftAfter(gone.id(), move.at())) left.add(gone);
                }
                case Order.Unconfirmed _, Order.Held _, Order.Paying _, Order.Lapsed _, Order.Unseated _ -> {}
            }
        }
        return new Answers(staying, left, silent);
    }

    private boolean leftAfter(OrderId order, Instant moment) {
        return orders.tickets(order).stream()
                .anyMatch(ticket -> ticket instanceof Ticket.Cancelled gone
                        && gone.by() == Ticket.CancelledBy.MOVED
                        && !gone.at().isBefore(moment));
    }
}
