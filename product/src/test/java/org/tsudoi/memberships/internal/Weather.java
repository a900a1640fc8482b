package org.tsudoi.memberships.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.memberships.Charge.Remedy;
import org.tsudoi.memberships.Charge.WaitsFor;
import org.tsudoi.memberships.ChargeId;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.money.Money;

/// Takes fees as providers do: well, badly, without an answer, late. What it has taken is its own truth.
final class Weather implements FeeTaking {
    enum Kind {
        FINE,
        DECLINED,
        /// Stolen, say: not to be tried again.
        HARD_DECLINED,
        /// Taken, but the answer is lost.
        UNKNOWN_THEN_OK,
        UNKNOWN_THEN_REFUSED,
        /// The call never gets there.
        LOST,
        NEEDS_HOLDER,
        INVOICE,
        /// Our process dies before the call, or after it.
        KILLED_BEFORE,
        KILLED_AFTER
    }

    /// The process is gone.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Clock clock;
    private final Map<String, Kind> tries = new HashMap<>();
    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Money> back = new TreeMap<>();
    private int looksUnanswered;
    private boolean deaf;
    private Function<Request, Kind> forecast = _ -> Kind.FINE;

    Weather(Clock clock) {
        this.clock = clock;
    }

    void is(Function<Request, Kind> next) {
        forecast = next;
    }

    void is(Kind kind) {
        forecast = _ -> kind;
    }

    /// The next looks are not answered either.
    void staysSilent(int looks) {
        looksUnanswered = looks;
    }

    /// No call gets there.
    void isDeaf(boolean now) {
        deaf = now;
    }

    private static String key(ChargeId charge, int attempt) {
        return charge + "/" + attempt;
    }

    @Override
    public Answer take(Request request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new AssertionError("a transaction is open during a call");
        }
        if (deaf) throw new IllegalStateException("connection refused");
        var key = key(request.charge(), request.attempt());
        var before = requests.putIfAbsent(key, request);
        if (before != null && !before.by().equals(request.by()))
            throw new AssertionError("one key, two wishes: " + key);
        // Who had looked would know that it arrived.
        if (tries.containsKey(key)) throw new AssertionError("tried again blindly: " + key);
        var kind = forecast.apply(request);
        if (kind == Kind.LOST || kind == Kind.KILLED_BEFORE) {
            requests.remove(key);
            if (!lost.add(key)) kind = Kind.FINE;
        }
        if (kind == Kind.KILLED_BEFORE) throw new Killed();
        if (kind == Kind.LOST) throw new IllegalStateException("connection refused");
        requests.put(key, request);
        tries.put(key, kind);
        if (kind == Kind.FINE || kind == Kind.UNKNOWN_THEN_OK || kind == Kind.KILLED_AFTER) taken.add(key);
        return switch (kind) {
            case FINE -> taken(key);
            case DECLINED -> new Answer.Refused("card_declined", Remedy.RETRY);
            case HARD_DECLINED -> new Answer.Refused("stolen_card", Remedy.NEW_MEANS);
            case UNKNOWN_THEN_OK, UNKNOWN_THEN_REFUSED -> new Answer.NotKnown("time is out");
            case NEEDS_HOLDER -> new Answer.Waits(WaitsFor.HOLDER);
            case INVOICE -> new Answer.Waits(WaitsFor.INVOICE);
            case KILLED_AFTER -> throw new Killed();
            case LOST, KILLED_BEFORE -> throw new IllegalStateException("not here");
        };
    }

    private Answer taken(String key) {
        return new Answer.Taken("took " + key, clock.instant());
    }

    @Override
    public Answer look(ChargeId charge, int attempt) {
        if (looksUnanswered > 0) {
            looksUnanswered--;
            return new Answer.NotKnown("still silent");
        }
        var key = key(charge, attempt);
        if (taken.contains(key)) return taken(key);
        if (closed.contains(key)) return new Answer.Refused("closed", Remedy.RETRY);
        return switch (tries.get(key)) {
            case null -> new Answer.NeverArrived();
            case FINE, UNKNOWN_THEN_OK, KILLED_AFTER -> taken(key);
            case DECLINED, UNKNOWN_THEN_REFUSED -> new Answer.Refused("card_declined", Remedy.RETRY);
            case HARD_DECLINED -> new Answer.Refused("stolen_card", Remedy.NEW_MEANS);
            case NEEDS_HOLDER -> new Answer.Waits(WaitsFor.HOLDER);
            case INVOICE -> new Answer.Waits(WaitsFor.INVOICE);
            case LOST, KILLED_BEFORE -> throw new IllegalStateException("not here");
        };
    }

    @Override
    public Answer close(ChargeId charge, int attempt) {
        var key = key(charge, attempt);
        if (taken.contains(key)) return taken(key);
        closed.add(key);
        return new Answer.Refused("closed", Remedy.RETRY);
    }

    /// The member pays what they were asked to, also what was closed.
    void paidByHand(ChargeId charge, int attempt) {
        taken.add(key(charge, attempt));
    }

    @Override
    public void giveBack(ChargeId charge, int attempt, Money amount, String step) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new AssertionError("given back outside a transaction");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (back.putIfAbsent(step, amount) != null) throw new AssertionError("given back twice: " + step);
            }
        });
    }

    List<Request> asked() {
        return List.copyOf(requests.values());
    }

    /// What was really taken for a charge, in minor units: more than once when it went wrong.
    long taken(ChargeId charge) {
        return taken.stream()
                .filter(key -> key.startsWith(charge + "/"))
                .map(requests::get)
                .mapToLong(request -> amount(request))
                .sum();
    }

    private static long amount(@Nullable Request request) {
        return request == null ? 0 : request.amount().minorUnits();
    }

    long timesTaken(ChargeId charge) {
        return taken.stream().filter(key -> key.startsWith(charge + "/")).count();
    }

    long givenBack(ChargeId charge) {
        return back.entrySet().stream()
                .filter(one -> one.getKey().startsWith(charge + "/"))
                .mapToLong(one -> one.getValue().minorUnits())
                .sum();
    }
}
