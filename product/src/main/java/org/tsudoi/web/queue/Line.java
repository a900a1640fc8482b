package org.tsudoi.web.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The queue of one event at this node: first come, first served, so many a second. Nothing of it is stored; a ticket
/// says when its holder came, so a node that was restarted, or another one, finds their place again when they ask.
///
/// All that changes by time (turns given, turns lapsed, people gone) is done by whoever asks next, at most every
/// `TICK`.
final class Line {
    /// A turn waits so long for its holder to go to the form; then the next one has it.
    static final Duration COME_WITHIN = Duration.ofMinutes(2);

    /// So long the form may be sent from the turn on.
    static final Duration SEND_WITHIN = Duration.ofMinutes(12);

    /// Who has not asked for so long has gone away. Longer than the minute that browsers let a hidden page sleep.
    static final Duration AWAY = Duration.ofMinutes(2);

    static final Duration TICK = Duration.ofMillis(200);

    private final QueueSettings settings;
    private final long node;

    private final Map<Spot, Waiter> waiting = new HashMap<>();
    private List<Waiter> order = new ArrayList<>();
    private boolean unsorted;
    private final Map<String, Integer> ofAddress = new HashMap<>();

    private final Map<Spot, Called> called = new HashMap<>();
    private final ArrayDeque<Called> byCall = new ArrayDeque<>();
    private final ArrayDeque<Called> byEnd = new ArrayDeque<>();
    private final Set<Spot> lapsed = new HashSet<>();
    private final Map<Spot, String> spent = new HashMap<>();
    private final ArrayDeque<Called> bySpent = new ArrayDeque<>();

    private @Nullable Spot lastCalled;
    private double turns;
    private Instant ticked;
    private boolean paused;

    private static final class Waiter {
        final Spot spot;
        final String address;
        long ahead;
        long cameAhead;
        Instant seen;

        Waiter(Spot spot, String address, long ahead, Instant seen) {
            this.spot = spot;
            this.address = address;
            this.ahead = ahead;
            this.cameAhead = ahead;
            this.seen = seen;
        }
    }

    private static final class Called {
        final Spot spot;
        final Instant at;
        boolean came;

        Called(Spot spot, Instant at) {
            this.spot = spot;
            this.at = at;
        }
    }

    Line(QueueSettings settings, long node, Instant now) {
        this.settings = settings;
        this.node = node;
        this.turns = settings.atOnce();
        this.ticked = now;
    }

    /// Whether somebody who comes now would wait.
    synchronized boolean isBusy(Instant now) {
        tick(now);
        return !waiting.isEmpty() || turns < 1;
    }

    /// Nothing is known of it that a new one would not know.
    synchronized boolean isIdle(Instant now) {
        return !isBusy(now) && turns >= settings.atOnce() && called.isEmpty() && spent.isEmpty();
    }

    /// Past the queue when there is none.
    synchronized boolean passes(Instant now) {
        if (isBusy(now)) return false;
        turns--;
        return true;
    }

    /// Whoever comes without a ticket.
    synchronized Place arrive(Spot spot, String address, Instant now) {
        if (!paused && passes(now)) return new Place.Turn(now.plus(SEND_WITHIN));
        if (isFullFor(address)) return new Place.TooMany();
        return place(join(spot, address, now));
    }

    private boolean isFullFor(String address) {
        return ofAddress.getOrDefault(address, 0) >= settings.ofAddressMax();
    }

    /// Whoever comes again with a ticket. To be told that it is their turn is to take it.
    synchronized Place look(Spot spot, String address, Instant now) {
        tick(now);
        var mine = called.get(spot);
        if (mine != null) {
            var until = mine.at.plus(SEND_WITHIN);
            if (spent.containsKey(spot) || !now.isBefore(until)) return new Place.Gone();
            if (!mine.came) {
                mine.came = true;
                byEnd.add(mine);
            }
            return new Place.Turn(until);
        }
        var waiter = waiting.get(spot);
        if (waiter == null) {
            if (hadTurn(spot)) return new Place.Gone();
            if (isFullFor(address)) return new Place.TooMany();
            waiter = join(spot, address, now);
        }
        waiter.seen = now;
        return place(waiter);
    }

    /// Tickets of this node that are not after the last one called have been called. What other nodes called is not
    /// known here.
    private boolean hadTurn(Spot spot) {
        return lapsed.contains(spot) || (spot.node() == node && lastCalled != null && spot.compareTo(lastCalled) <= 0);
    }

    private Waiter join(Spot spot, String address, Instant now) {
        var waiter = new Waiter(spot, address, order.size(), now);
        if (!order.isEmpty() && spot.compareTo(order.getLast().spot) < 0) unsorted = true;
        waiting.put(spot, waiter);
        order.add(waiter);
        ofAddress.merge(address, 1, Integer::sum);
        return waiter;
    }

    private Place.Waiting place(Waiter waiter) {
        double seconds = Math.ceil((waiter.ahead + 1 - turns) / settings.perSecond());
        return new Place.Waiting(waiter.ahead, waiter.cameAhead, Duration.ofSeconds((long) Math.max(1, seconds)));
    }

    /// @return whether the turn was not spent on another form already
    synchronized boolean isGood(Spot turn, String form, Instant now) {
        tick(now);
        var before = spent.get(turn);
        return before == null || before.equals(form);
    }

    /// A turn is good for one order. Remembered while there is a queue only.
    synchronized void spend(Spot turn, String form, Instant now) {
        if (isBusy(now) && spent.putIfAbsent(turn, form) == null) bySpent.add(new Called(turn, now));
    }

    /// Nobody is let in while there is nothing to be had.
    synchronized void pause(boolean nothingLeft) {
        paused = nothingLeft;
    }

    private void tick(Instant now) {
        if (now.isBefore(ticked.plus(TICK))) return;
        double seconds = Duration.between(ticked, now).toNanos() / 1e9;
        turns = Math.min(settings.atOnce(), turns + seconds * settings.perSecond());
        ticked = now;
        forget(now);
        if (waiting.isEmpty()) return;
        if (unsorted) order.sort((one, other) -> one.spot.compareTo(other.spot));
        unsorted = false;
        var left = new ArrayList<Waiter>(order.size());
        for (var waiter : order) {
            if (waiter.seen.plus(AWAY).isBefore(now)) {
                leave(waiter);
            } else if (!paused && turns >= 1) {
                turns--;
                leave(waiter);
                call(waiter.spot, now);
            } else {
                waiter.ahead = left.size();
                waiter.cameAhead = Math.max(waiter.cameAhead, waiter.ahead);
                left.add(waiter);
            }
        }
        order = left;
    }

    private void leave(Waiter waiter) {
        waiting.remove(waiter.spot);
        ofAddress.computeIfPresent(waiter.address, (_, many) -> many == 1 ? null : many - 1);
    }

    private void call(Spot spot, Instant now) {
        var one = new Called(spot, now);
        called.put(spot, one);
        byCall.add(one);
        if (spot.node() == node && (lastCalled == null || spot.compareTo(lastCalled) > 0)) lastCalled = spot;
    }

    /// Turns that nobody came for go to the next in line; what is over is forgotten.
    private void forget(Instant now) {
        for (var one = byCall.peek(); one != null && !now.isBefore(one.at.plus(COME_WITHIN)); one = byCall.peek()) {
            byCall.remove();
            if (one.came) continue;
            called.remove(one.spot);
            if (one.spot.node() != node) lapsed.add(one.spot);
            turns++;
        }
        for (var one = byEnd.peek(); one != null && !now.isBefore(one.at.plus(SEND_WITHIN)); one = byEnd.peek()) {
            byEnd.remove();
            called.remove(one.spot);
            if (one.spot.node() != node) lapsed.add(one.spot);
        }
        for (var one = bySpent.peek(); one != null && !now.isBefore(one.at.plus(SEND_WITHIN)); one = bySpent.peek()) {
            bySpent.remove();
            spent.remove(one.spot);
        }
        if (waiting.isEmpty() && called.isEmpty()) lapsed.clear();
    }
}
