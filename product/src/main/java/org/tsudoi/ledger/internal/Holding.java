package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.HoldState;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.ledger.internal.Guard.Reserved;
import org.tsudoi.ledger.internal.HoldTable.End;
import org.tsudoi.ledger.internal.HoldTable.KnownHold;

/// Holds: reserve, then settle, release or expire. Whoever ends a hold locks it first and then its accounts, so
/// it ends once.
@Component
class Holding {
    private final AccountTable accounts;
    private final HoldTable holds;
    private final JournalTable journals;
    private final Posting posting;

    Holding(AccountTable accounts, HoldTable holds, JournalTable journals, Posting posting) {
        this.accounts = accounts;
        this.holds = holds;
        this.journals = journals;
        this.posting = posting;
    }

    HoldOutcome hold(Hold hold) {
        var legs = hold.legs();
        var wrong = Rules.inWords(legs);
        if (wrong.isPresent()) {
            return refused(hold, wrong.get());
        }
        var known = accounts.known(Posting.codes(legs));
        wrong = Rules.inAccounts(legs, known);
        if (wrong.isPresent()) {
            return repeatedOrRefused(hold, wrong.get());
        }
        var guards = accounts.lock(Posting.guarded(known.values()));
        var reserved = Rules.reserved(legs);
        BiFunction<Guard, AccountCode, Guard> held =
                (guard, code) -> guard.holding(reserved.getOrDefault(code, Reserved.NOTHING));
        wrong = Rules.inClosings(legs, known, guards).or(() -> Rules.inBalances(legs, known, guards, held));
        if (wrong.isPresent()) {
            return repeatedOrRefused(hold, wrong.get());
        }
        var afterwards = Posting.changed(known, guards, held);
        wrong = Rules.inLimits(legs, known, afterwards);
        if (wrong.isPresent()) {
            return repeatedOrRefused(hold, wrong.get());
        }
        var at = posting.now();
        if (!holds.insert(hold, at, Posting.ids(legs, known))) {
            return holds.find(hold.id())
                    .map(first -> repeated(hold, first))
                    .orElseThrow(() -> new IllegalStateException(
                            "hold " + hold.id() + " is taken and not to be seen: not read committed?"));
        }
        accounts.update(afterwards.values());
        return new HoldOutcome.Held(hold.id(), hold.expiresAt(), at);
    }

    /// @param part of what was held, or null for all of it
    Outcome settle(HoldId id, JournalId journalId, Instant at, @Nullable List<Leg> part) {
        if (part != null) {
            var wrong = Rules.inWords(part);
            if (wrong.isPresent()) {
                return new Outcome.Refused(
                        journalId, wrong.get().reason(), wrong.get().which());
            }
        }
        boolean open = holds.lockOpen(id);
        var found = holds.find(id);
        if (found.isEmpty()) {
            var nothing = new Journal(journalId, "unknown-hold", at, List.of(), Map.of());
            return posting.repeatedOrRefused(nothing, Optional.of(id), new Rules.Finding(Refusal.HOLD_UNKNOWN, null));
        }
        var hold = found.get().hold();
        var legs = part == null ? hold.legs() : part;
        var journal = new Journal(journalId, hold.kind(), at, legs, hold.metadata());
        var wrong = inState(found.get(), open, at).or(() -> Rules.inHold(legs, hold.legs()));
        var known = accounts.known(Posting.codes(hold.legs()));
        wrong = wrong.or(() -> Rules.inAccounts(legs, known));
        if (wrong.isPresent()) {
            return posting.repeatedOrRefused(journal, Optional.of(id), wrong.get());
        }
        var guards = accounts.lock(Posting.guarded(known.values()));
        var reserved = Rules.reserved(hold.legs());
        var sums = Rules.sums(legs);
        var afterwards = Posting.changed(
                known,
                guards,
                (guard, code) -> guard.letting(reserved.getOrDefault(code, Reserved.NOTHING))
                        .posting(sums.getOrDefault(code, 0L)));
        var outcome = posting.write(journal, Optional.of(id), known, guards, afterwards);
        if (outcome instanceof Outcome.Posted posted) {
            holds.end(List.of(id), End.SETTLED, posted.recordedAt(), null);
        }
        return outcome;
    }

    ReleaseOutcome release(HoldId id, String reason) {
        if (holds.lockOpen(id)) {
            end(List.of(id), End.RELEASED, reason);
            return new ReleaseOutcome.Released(id);
        }
        var found = holds.find(id);
        if (found.isEmpty()) {
            return new ReleaseOutcome.Refused(id, Refusal.HOLD_UNKNOWN);
        }
        var ended = found.get().ended();
        return ended.isPresent() && ended.get().how() == End.SETTLED
                ? new ReleaseOutcome.Refused(id, Refusal.HOLD_ALREADY_SETTLED)
                : new ReleaseOutcome.AlreadyReleased(id);
    }

    List<HoldId> expireDue(Instant now, int most) {
        var due = holds.lockDue(now, most);
        if (!due.isEmpty()) {
            end(due, End.EXPIRED, null);
        }
        return due;
    }

    Optional<HoldState> state(HoldId id) {
        return holds.find(id).map(found -> {
            var hold = found.hold();
            if (found.ended().isEmpty()) {
                return new HoldState.Open(hold);
            }
            var ended = found.ended().get();
            return switch (ended.how()) {
                case SETTLED ->
                    new HoldState.Settled(
                            hold, journals.settling(id).orElseThrow().journal().id(), ended.at());
                case RELEASED -> new HoldState.Released(hold, ended.reason(), ended.at());
                case EXPIRED -> new HoldState.Expired(hold, ended.at());
            };
        });
    }

    /// Frees what locked holds reserve, all accounts locked at once in the order of their ids.
    private void end(List<HoldId> locked, End how, @Nullable String reason) {
        var reserved = HoldTable.byAccount(holds.openLegs(locked));
        var freed = new TreeMap<Long, Guard>();
        accounts.lock(reserved.keySet())
                .forEach((account, guard) ->
                        freed.put(account, guard.letting(reserved.getOrDefault(account, Reserved.NOTHING))));
        accounts.update(freed.values());
        holds.end(locked, how, posting.now(), reason);
    }

    private static Optional<Rules.Finding> inState(KnownHold known, boolean open, Instant at) {
        var ended = known.ended();
        if (ended.isPresent()) {
            return Optional.of(new Rules.Finding(
                    switch (ended.get().how()) {
                        case SETTLED -> Refusal.HOLD_ALREADY_SETTLED;
                        case RELEASED -> Refusal.HOLD_ALREADY_RELEASED;
                        case EXPIRED -> Refusal.HOLD_EXPIRED;
                    },
                    null));
        }
        if (!open) {
            throw new IllegalStateException("hold " + known.hold().id() + " is neither open nor ended");
        }
        return at.isBefore(known.hold().expiresAt())
                ? Optional.empty()
                : Optional.of(new Rules.Finding(Refusal.HOLD_EXPIRED, null));
    }

    private HoldOutcome repeatedOrRefused(Hold hold, Rules.Finding wrong) {
        return holds.find(hold.id()).map(first -> repeated(hold, first)).orElseGet(() -> refused(hold, wrong));
    }

    private static HoldOutcome repeated(Hold again, KnownHold first) {
        var same = again.kind().equals(first.hold().kind())
                && Posting.same(again.legs(), first.hold().legs());
        return same
                ? new HoldOutcome.AlreadyHeld(again.id(), first.hold().expiresAt(), first.recordedAt())
                : new HoldOutcome.Refused(again.id(), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);
    }

    private static HoldOutcome refused(Hold hold, Rules.Finding wrong) {
        return new HoldOutcome.Refused(hold.id(), wrong.reason(), wrong.which());
    }
}
