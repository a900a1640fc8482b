package org.tsudoi.ledger.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.ledger.ReleaseOutcome;
import org.tsudoi.ledger.internal.Guard.Reserved;
import org.tsudoi.ledger.internal.HoldTable.End;
import org.tsudoi.ledger.internal.HoldTable.KnownHold;

/// The part of the books that some asks touch, locked and laid out. Asks are decided on it one after the other, each
/// seeing what those before it did; what was decided is then written at once (`Booking`).
///
/// An answer is a supplier, good once everything was written: only then is it known which sequence a journal has, or
/// that its id had been taken by somebody in the meantime. Null instead of an answer means that somebody else is at
/// work on what it touches.
final class Desk {
    private final Laid laid;
    private final Map<Long, Guard> guards;
    private final Map<HoldId, Standing> holds = new HashMap<>();
    private final Map<JournalId, NewJournal> decided = new HashMap<>();
    private final Map<Long, Guard> changed = new LinkedHashMap<>();
    private final List<NewJournal> journals = new ArrayList<>();
    private final List<NewHold> newHolds = new ArrayList<>();
    private final List<EndedHold> ends = new ArrayList<>();
    private boolean refuses;

    private static final Rules.Finding REUSED = new Rules.Finding(Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);

    /// What the books say before.
    ///
    /// @param guards those that are locked by us
    /// @param holds those to be ended, and with `all` those to be placed too
    /// @param open those of them that are locked by us and open
    /// @param first journals that are on the books already
    /// @param beforehand whether `first` and `holds` have all there are of what is asked for
    /// @param late finds those that are met later
    record Laid(
            Map<AccountCode, KnownAccount> known,
            Set<Long> closed,
            Map<Long, Guard> guards,
            Map<HoldId, KnownHold> holds,
            Set<HoldId> open,
            Map<JournalId, RecordedJournal> first,
            boolean beforehand,
            Late late,
            Instant now) {
        /// The same, with what was asked for since.
        Laid with(Map<JournalId, RecordedJournal> found, Set<Long> closings) {
            var shut = new HashSet<>(closed);
            shut.addAll(closings);
            return new Laid(known, shut, guards, holds, open, found, beforehand, late, now);
        }
    }

    record Late(JournalTable journals, HoldTable holds) {
        RecordedJournal journal(JournalId id) {
            return journals.find(id).orElseThrow(() -> unseen(id));
        }

        KnownHold hold(HoldId id) {
            return holds.find(id).orElseThrow(() -> unseen(id));
        }

        private static IllegalStateException unseen(Object id) {
            return new IllegalStateException(id + " is taken and not to be seen: not read committed?");
        }
    }

    /// A journal to be written.
    static final class NewJournal {
        final Journal journal;
        final Optional<HoldId> hold;
        final long[] accounts;
        /// What each guarded account holds after the leg.
        final @Nullable Long[] balances;
        /// Once written; stays 0 when its id had been taken.
        long sequence;

        NewJournal(Journal journal, Optional<HoldId> hold, long[] accounts, @Nullable Long[] balances) {
            this.journal = journal;
            this.hold = hold;
            this.accounts = accounts;
            this.balances = balances;
        }
    }

    static final class NewHold {
        final Hold hold;
        final long[] accounts;
        /// Stays false when its id had been taken.
        boolean written;

        NewHold(Hold hold, long[] accounts) {
            this.hold = hold;
            this.accounts = accounts;
        }
    }

    /// @param by the journal that settles it; the hold ends only if that was written
    record EndedHold(
            HoldId hold,
            End how,
            @Nullable String reason,
            @Nullable NewJournal by) {}

    /// A hold as it stands after what was decided so far.
    private record Standing(KnownHold known, boolean ours) {
        Standing ended(End how, Instant at, @Nullable String reason) {
            var end = new HoldTable.Ended(how, at, reason == null ? "" : reason);
            return new Standing(new KnownHold(known.hold(), known.recordedAt(), Optional.of(end)), ours);
        }
    }

    Desk(Laid laid) {
        this.laid = laid;
        this.guards = new HashMap<>(laid.guards());
        laid.holds()
                .forEach((id, known) ->
                        holds.put(id, new Standing(known, laid.open().contains(id))));
    }

    List<NewJournal> journals() {
        return journals;
    }

    List<NewHold> newHolds() {
        return newHolds;
    }

    List<EndedHold> ends() {
        return ends;
    }

    Map<Long, Guard> changedGuards() {
        return changed;
    }

    /// Whether any journal was refused: perhaps for want of a first result, or too mildly for want of closings.
    boolean refuses() {
        return refuses;
    }

    Instant now() {
        return laid.now();
    }

    @SuppressWarnings("unchecked") // each kind of ask has its kind of answer
    <R> @Nullable Supplier<R> decide(Ask<R> ask) {
        return (Supplier<R>)
                switch (ask) {
                    case Ask.Post(var journal) -> post(journal);
                    case Ask.PostLinked(var linked) -> postLinked(linked);
                    case Ask.Place(var hold) -> place(hold);
                    case Ask.Settle settle -> settle(settle);
                    case Ask.Release(var hold, var reason) -> release(hold, reason);
                };
    }

    // --- journals ---------------------------------------------------------------------------------------------------

    private @Nullable Supplier<Outcome> post(Journal journal) {
        var answer = tried(journal);
        if (answer instanceof No) refuses = true;
        return answer;
    }

    private @Nullable Supplier<Outcome> tried(Journal journal) {
        var legs = journal.legs();
        var wrong = Rules.inWords(legs);
        if (wrong.isPresent()) return refused(journal.id(), wrong.get());
        var earlier = earlier(journal, Optional.empty());
        if (earlier != null) return earlier;
        var afterwards = new LinkedHashMap<Long, Guard>();
        wrong = Rules.inAccounts(legs, laid.known());
        if (wrong.isEmpty()) {
            if (busy(legs)) return null;
            var sums = Rules.sums(legs);
            wrong = Rules.inClosings(legs, laid.known(), laid.closed())
                    .or(() -> weigh(legs, (guard, code) -> guard.posting(sums.getOrDefault(code, 0L)), afterwards));
        }
        return wrong.isPresent()
                ? refusedUnlessRepeated(journal, Optional.empty(), wrong.get())
                : take(journal, Optional.empty(), afterwards);
    }

    private @Nullable Supplier<List<Outcome>> postLinked(List<Journal> linked) {
        var guardsBefore = new HashMap<>(guards);
        var changedBefore = new LinkedHashMap<>(changed);
        int journalsBefore = journals.size();
        var answers = new ArrayList<Supplier<Outcome>>();
        for (var journal : linked) {
            var answer = post(journal);
            if (answer == null || answer instanceof No) {
                takeBack(guardsBefore, changedBefore, journalsBefore);
                return answer == null ? null : () -> noneOf(linked, answer.get());
            }
            answers.add(answer);
        }
        return () -> answers.stream().map(Supplier::get).toList();
    }

    private static List<Outcome> noneOf(List<Journal> linked, Outcome because) {
        return linked.stream()
                .map(journal -> journal.id().equals(because.id())
                        ? because
                        : new Outcome.Refused(journal.id(), Refusal.LINKED_JOURNAL_REFUSED, null))
                .toList();
    }

    private void takeBack(Map<Long, Guard> guardsBefore, Map<Long, Guard> changedBefore, int count) {
        guards.putAll(guardsBefore);
        changed.clear();
        changed.putAll(changedBefore);
        while (journals.size() > count)
            decided.remove(journals.removeLast().journal.id());
    }

    /// The last step, for journals whose rules hold.
    private Supplier<Outcome> take(Journal journal, Optional<HoldId> hold, Map<Long, Guard> afterwards) {
        var ids = ids(journal.legs());
        var line = new NewJournal(journal, hold, ids, running(journal.legs(), ids));
        change(afterwards);
        journals.add(line);
        decided.put(journal.id(), line);
        return () -> line.sequence > 0
                ? new Outcome.Posted(journal.id(), line.sequence, laid.now())
                : repeated(journal, hold, laid.late().journal(journal.id()));
    }

    /// The answer when the id stands on the books, or was decided just now.
    private @Nullable Supplier<Outcome> earlier(Journal journal, Optional<HoldId> hold) {
        var line = decided.get(journal.id());
        if (line != null) {
            if (!same(line.journal, journal) || !line.hold.equals(hold)) return refused(journal.id(), REUSED);
            return () -> line.sequence > 0
                    ? new Outcome.AlreadyPosted(journal.id(), line.sequence, laid.now())
                    : repeated(journal, hold, laid.late().journal(journal.id()));
        }
        var first = laid.first().get(journal.id());
        return first == null ? null : answer(repeated(journal, hold, first));
    }

    /// Where it was not asked beforehand, a refusal asks for the first result before it is given: it can only be that
    /// result's own doing ("the last seat is gone": to the same order).
    private Supplier<Outcome> refusedUnlessRepeated(Journal journal, Optional<HoldId> hold, Rules.Finding wrong) {
        var first = laid.beforehand()
                ? Optional.<RecordedJournal>empty()
                : laid.late().journals().find(journal.id());
        return first.map(there -> answer(repeated(journal, hold, there))).orElseGet(() -> refused(journal.id(), wrong));
    }

    /// A refusal that is known before anything is written.
    private record No(Outcome.Refused outcome) implements Supplier<Outcome> {
        @Override
        public Outcome get() {
            return outcome;
        }
    }

    private static Supplier<Outcome> answer(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? new No(refused) : () -> outcome;
    }

    private static Supplier<Outcome> refused(JournalId id, Rules.Finding wrong) {
        return new No(new Outcome.Refused(id, wrong.reason(), wrong.which()));
    }

    private static Outcome repeated(Journal again, Optional<HoldId> hold, RecordedJournal first) {
        return same(again, first.journal()) && hold.equals(first.hold())
                ? new Outcome.AlreadyPosted(again.id(), first.sequence(), first.recordedAt())
                : new Outcome.Refused(again.id(), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);
    }

    private static boolean same(Journal one, Journal other) {
        return one.kind().equals(other.kind()) && Rules.same(one.legs(), other.legs());
    }

    // --- holds ------------------------------------------------------------------------------------------------------

    private @Nullable Supplier<HoldOutcome> place(Hold hold) {
        var legs = hold.legs();
        var wrong = Rules.inWords(legs);
        if (wrong.isPresent()) return refused(hold.id(), wrong.get());
        var standing = holds.get(hold.id());
        if (standing != null) return repeated(hold, standing.known());
        var afterwards = new LinkedHashMap<Long, Guard>();
        wrong = Rules.inAccounts(legs, laid.known());
        if (wrong.isEmpty()) {
            if (busy(legs)) return null;
            var reserved = Rules.reserved(legs);
            wrong = Rules.inClosings(legs, laid.known(), laid.closed())
                    .or(() -> weigh(
                            legs,
                            (guard, code) -> guard.holding(reserved.getOrDefault(code, Reserved.NOTHING)),
                            afterwards));
        }
        if (wrong.isPresent()) {
            var finding = wrong.get();
            var first = laid.beforehand()
                    ? Optional.<KnownHold>empty()
                    : laid.late().holds().find(hold.id());
            return first.map(there -> repeated(hold, there)).orElseGet(() -> refused(hold.id(), finding));
        }
        var line = new NewHold(hold, ids(legs));
        change(afterwards);
        newHolds.add(line);
        holds.put(hold.id(), new Standing(new KnownHold(hold, laid.now(), Optional.empty()), true));
        return () -> line.written
                ? new HoldOutcome.Held(hold.id(), hold.expiresAt(), laid.now())
                : repeated(hold, laid.late().hold(hold.id())).get();
    }

    private static Supplier<HoldOutcome> refused(HoldId id, Rules.Finding wrong) {
        return () -> new HoldOutcome.Refused(id, wrong.reason(), wrong.which());
    }

    private static Supplier<HoldOutcome> repeated(Hold again, KnownHold first) {
        boolean same = again.kind().equals(first.hold().kind())
                && Rules.same(again.legs(), first.hold().legs());
        return () -> same
                ? new HoldOutcome.AlreadyHeld(again.id(), first.hold().expiresAt(), first.recordedAt())
                : new HoldOutcome.Refused(again.id(), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);
    }

    private @Nullable Supplier<Outcome> settle(Ask.Settle ask) {
        if (ask.part() != null) {
            var wrong = Rules.inWords(ask.part());
            if (wrong.isPresent()) return refused(ask.journal(), wrong.get());
        }
        var by = Optional.of(ask.hold());
        var standing = holds.get(ask.hold());
        if (standing == null) {
            var nothing = new Journal(ask.journal(), "unknown-hold", ask.at(), List.of(), Map.of());
            var earlier = earlier(nothing, by);
            return earlier != null
                    ? earlier
                    : refusedUnlessRepeated(nothing, by, new Rules.Finding(Refusal.HOLD_UNKNOWN, null));
        }
        var hold = standing.known().hold();
        var legs = ask.part() == null ? hold.legs() : ask.part();
        var journal = new Journal(ask.journal(), hold.kind(), ask.at(), legs, hold.metadata());
        var earlier = earlier(journal, by);
        if (earlier != null) return earlier;
        var wrong = inState(standing.known(), ask.at())
                .or(() -> Rules.inHold(legs, hold.legs()))
                .or(() -> Rules.inAccounts(legs, laid.known()));
        if (wrong.isPresent()) return refusedUnlessRepeated(journal, by, wrong.get());
        if (!standing.ours() || busy(hold.legs())) return null;
        var reserved = Rules.reserved(hold.legs());
        var sums = Rules.sums(legs);
        var afterwards = new LinkedHashMap<Long, Guard>();
        var overflow = weigh(
                hold.legs(),
                (guard, code) -> guard.letting(reserved.getOrDefault(code, Reserved.NOTHING))
                        .posting(sums.getOrDefault(code, 0L)),
                afterwards);
        if (overflow.isPresent()) {
            throw new IllegalStateException(ask.hold() + " was held beyond a limit: " + overflow.get());
        }
        var answer = take(journal, by, afterwards);
        end(standing, End.SETTLED, null, journals.getLast());
        return answer;
    }

    private @Nullable Supplier<ReleaseOutcome> release(HoldId id, String reason) {
        var standing = holds.get(id);
        if (standing == null) return () -> new ReleaseOutcome.Refused(id, Refusal.HOLD_UNKNOWN);
        var ended = standing.known().ended();
        if (ended.isPresent()) {
            return ended.get().how() == End.SETTLED
                    ? () -> new ReleaseOutcome.Refused(id, Refusal.HOLD_ALREADY_SETTLED)
                    : () -> new ReleaseOutcome.AlreadyReleased(id);
        }
        var legs = standing.known().hold().legs();
        if (!standing.ours() || busy(legs)) return null;
        free(legs);
        end(standing, End.RELEASED, reason, null);
        return () -> new ReleaseOutcome.Released(id);
    }

    /// Ends a hold by its expiry, which the caller has looked at.
    void expire(HoldId id) {
        var standing = holds.get(id);
        if (standing == null) throw new IllegalStateException(id + " is not here");
        free(standing.known().hold().legs());
        end(standing, End.EXPIRED, null, null);
    }

    private void free(List<Leg> legs) {
        var reserved = Rules.reserved(legs);
        var afterwards = new LinkedHashMap<Long, Guard>();
        weigh(legs, (guard, code) -> guard.letting(reserved.getOrDefault(code, Reserved.NOTHING)), afterwards);
        change(afterwards);
    }

    private void end(Standing standing, End how, @Nullable String reason, @Nullable NewJournal by) {
        var id = standing.known().hold().id();
        holds.put(id, standing.ended(how, laid.now(), reason));
        ends.add(new EndedHold(id, how, reason, by));
    }

    private static Optional<Rules.Finding> inState(KnownHold known, Instant at) {
        if (known.ended().isPresent()) {
            return Optional.of(new Rules.Finding(
                    switch (known.ended().get().how()) {
                        case SETTLED -> Refusal.HOLD_ALREADY_SETTLED;
                        case RELEASED -> Refusal.HOLD_ALREADY_RELEASED;
                        case EXPIRED -> Refusal.HOLD_EXPIRED;
                    },
                    null));
        }
        return at.isBefore(known.hold().expiresAt())
                ? Optional.empty()
                : Optional.of(new Rules.Finding(Refusal.HOLD_EXPIRED, null));
    }

    // --- guarded accounts -------------------------------------------------------------------------------------------

    /// What guarded accounts would hold, and the first limit in the way of it.
    private Optional<Rules.Finding> weigh(
            List<Leg> legs, BiFunction<Guard, AccountCode, Guard> change, Map<Long, Guard> afterwards) {
        for (var leg : legs) {
            long id = known(leg).id();
            var guard = guards.get(id);
            if (guard == null || afterwards.containsKey(id)) continue;
            try {
                afterwards.put(id, change.apply(guard, leg.account()));
            } catch (ArithmeticException _) {
                return Optional.of(new Rules.Finding(Refusal.BALANCE_OVERFLOW, leg.account()));
            }
        }
        return Rules.inLimits(legs, laid.known(), afterwards);
    }

    private void change(Map<Long, Guard> afterwards) {
        guards.putAll(afterwards);
        changed.putAll(afterwards);
    }

    /// Whether a guarded account among them is locked by somebody else.
    private boolean busy(List<Leg> legs) {
        for (var leg : legs) {
            var account = known(leg);
            if (account.guarded() && !guards.containsKey(account.id())) return true;
        }
        return false;
    }

    private long[] ids(List<Leg> legs) {
        return legs.stream().mapToLong(leg -> known(leg).id()).toArray();
    }

    private KnownAccount known(Leg leg) {
        var account = laid.known().get(leg.account());
        if (account == null) throw new IllegalStateException(leg.account() + " was known before");
        return account;
    }

    /// What guarded accounts hold after each leg; null for the others, where entries have no order.
    private @Nullable Long[] running(List<Leg> legs, long[] ids) {
        var balances = new @Nullable Long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            var guard = guards.get(ids[i]);
            if (guard == null) continue;
            long held = guard.posted();
            for (int before = 0; before <= i; before++) {
                if (ids[before] == ids[i]) held += legs.get(before).amount();
            }
            balances[i] = held;
        }
        return balances;
    }
}
