package org.tsudoi.ledger.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;

/// Takes asks through the books, in the transaction that is open: one of a caller's, or a group of many callers'.
///
/// 1. Holds that are to be ended are locked, in the order of their ids.
/// 2. The accounts as they were opened, mostly from memory.
/// 3. The guarded ones are locked, in the order of their ids; from here on nobody else changes them.
/// 4. Each ask is decided, one after the other (`Desk`, `Rules`).
/// 5. A statement for each table writes what was decided.
///
/// Whether an id is taken and an account without a limit closed is not asked at first when all of them are journals:
/// the writing statement finds out, and nearly always finds nothing. Where it does, or where an ask is refused, which
/// may be because of it, both are asked and everything is decided again.
@Component
class Booking {
    private static final long[] NONE = {};

    private final KnownAccounts known;
    private final AccountTable accounts;
    private final HoldTable holds;
    private final JournalTable journals;
    private final Clock clock;

    Booking(KnownAccounts known, AccountTable accounts, HoldTable holds, JournalTable journals, Clock clock) {
        this.known = known;
        this.accounts = accounts;
        this.holds = holds;
        this.journals = journals;
        this.clock = clock;
    }

    /// An id was taken by somebody while the group was under way: begun again, the group sees it.
    static final class Raced extends ConcurrencyFailureException {
        Raced(String what) {
            super(what);
        }
    }

    /// One ask in the caller's transaction.
    ///
    /// @throws Raced when the caller's transaction is to be rolled back, since only a part could be written
    <R> R alone(Ask<R> ask) {
        return answered(book(List.of(ask), false, ask instanceof Ask.Post).getFirst());
    }

    /// Several asks in the caller's transaction, each for itself.
    ///
    /// @throws Raced when the caller's transaction is to be rolled back, since only a part could be written
    <R> List<R> each(List<? extends Ask<R>> asks) {
        if (asks.size() == 1) return List.of(alone(asks.getFirst()));
        var answers = new ArrayList<R>(asks.size());
        for (var answer : book(asks, false, asks.stream().allMatch(Booking::isOfJournals))) {
            answers.add(answered(answer));
        }
        return answers;
    }

    /// Nothing is passed by here, so there is no answer only when a hold was placed between locking and looking.
    @SuppressWarnings("unchecked") // the answer to this ask
    private static <R> R answered(@Nullable Supplier<?> answer) {
        if (answer == null) throw new Raced("a hold was being placed while it was to be ended");
        return (R) answer.get();
    }

    /// One journal by a single statement that commits by itself: nothing, unless all its accounts are without limits
    /// and nothing else is in its way either.
    Optional<Outcome> atOnce(Journal journal) {
        var ask = new Ask.Post(journal);
        var codes = journal.legs().stream().map(Leg::account).toList();
        if (known.find(codes).values().stream().anyMatch(KnownAccount::guarded)) return Optional.empty();
        var laid = lay(Wanted.of(List.of(ask)), Set.of(), false);
        var desk = new Desk(laid);
        var answer = desk.decide(ask);
        return answer != null && !desk.refuses() && write(desk, unguarded(laid))
                ? Optional.of(answer.get())
                : Optional.empty();
    }

    /// Many asks in a transaction of their own.
    ///
    /// @param passBusy whether to pass by what others have locked; the answer is then null
    /// @param hopeful whether to try first without asking what is seldom so
    /// @throws Raced when the transaction is to be rolled back and the group begun again, without hope
    List<@Nullable Object> group(List<? extends Ask<?>> asks, boolean passBusy, boolean hopeful) {
        var answers = new ArrayList<@Nullable Object>(asks.size());
        var supplied = book(asks, passBusy, hopeful && asks.stream().allMatch(Booking::isOfJournals));
        for (var answer : supplied) answers.add(answer == null ? null : answer.get());
        return answers;
    }

    /// Sweeps holds that are due, without those that others are working on.
    List<HoldId> expireDue(Instant now, int most) {
        var due = holds.lockDue(now, most);
        if (due.isEmpty()) return due;
        var desk = new Desk(lay(new Wanted(due, List.of(), List.of(), List.of()), Set.copyOf(due), false));
        due.forEach(desk::expire);
        write(desk, NONE);
        return due;
    }

    private static boolean isOfJournals(Ask<?> ask) {
        return ask instanceof Ask.Post || ask instanceof Ask.PostLinked;
    }

    private List<@Nullable Supplier<?>> book(List<? extends Ask<?>> asks, boolean passBusy, boolean hopeful) {
        var wanted = Wanted.of(asks);
        var open = holds.lockOpen(wanted.ending(), passBusy);
        var laid = lay(wanted, open, passBusy);
        var unguarded = unguarded(laid);
        if (hopeful) {
            var desk = new Desk(laid);
            var answers = decide(asks, desk);
            if (!desk.refuses() && write(desk, unguarded)) return answers;
            if (desk.journals().stream().anyMatch(journal -> journal.sequence > 0))
                throw new Raced("some ids are taken");
        }
        var closed = wanted.legs().isEmpty() ? Set.<Long>of() : accounts.closedAmong(unguarded);
        var desk = new Desk(laid.with(journals.find(wanted.journals()), closed));
        var answers = decide(asks, desk);
        write(desk, NONE);
        check(desk, asks.size());
        return answers;
    }

    private static List<@Nullable Supplier<?>> decide(List<? extends Ask<?>> asks, Desk desk) {
        var answers = new ArrayList<@Nullable Supplier<?>>(asks.size());
        for (var ask : asks) answers.add(desk.decide(ask));
        return answers;
    }

    /// Alone, a taken id is an answer. In a group, what others were told may rest on what was not written.
    private static void check(Desk desk, int asks) {
        boolean allWritten = desk.journals().stream().allMatch(journal -> journal.sequence > 0)
                && desk.newHolds().stream().allMatch(hold -> hold.written);
        boolean oneAlone = asks == 1 && desk.journals().size() <= 1;
        if (!allWritten && !oneAlone) throw new Raced("an id was taken while its group was under way");
    }

    // --- laying out -------------------------------------------------------------------------------------------------

    /// @param ending holds to be ended
    /// @param placing holds of which it is asked beforehand whether they are there
    /// @param journals ids of which it is asked beforehand whether they are there
    private record Wanted(
            Collection<HoldId> ending, Collection<HoldId> placing, Collection<JournalId> journals, List<Leg> legs) {
        static Wanted of(List<? extends Ask<?>> asks) {
            var wanted =
                    new Wanted(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
            for (var ask : asks) wanted.add(ask, asks.size() > 1);
            return wanted;
        }

        private void add(Ask<?> ask, boolean beforehand) {
            switch (ask) {
                case Ask.Post(var journal) -> {
                    legs.addAll(journal.legs());
                    journals.add(journal.id());
                }
                case Ask.PostLinked(var linked) -> {
                    for (var journal : linked) {
                        legs.addAll(journal.legs());
                        journals.add(journal.id());
                    }
                }
                case Ask.Place(var hold) -> {
                    legs.addAll(hold.legs());
                    if (beforehand) placing.add(hold.id());
                }
                case Ask.Settle settle -> {
                    ending.add(settle.hold());
                    if (beforehand) journals.add(settle.journal());
                }
                case Ask.Release(var hold, var _) -> ending.add(hold);
            }
        }

        boolean beforehand() {
            return !placing.isEmpty() || !journals.isEmpty();
        }
    }

    private Desk.Laid lay(Wanted wanted, Set<HoldId> open, boolean passBusy) {
        var asked = new LinkedHashSet<>(wanted.ending());
        asked.addAll(wanted.placing());
        var found = holds.find(asked);
        var codes = new HashSet<AccountCode>();
        for (var leg : wanted.legs()) codes.add(leg.account());
        for (var hold : found.values()) {
            for (var leg : hold.hold().legs()) codes.add(leg.account());
        }
        var byCode = known.find(codes);
        var guarded = byCode.values().stream()
                .filter(KnownAccount::guarded)
                .mapToLong(KnownAccount::id)
                .sorted()
                .toArray();
        var guards = accounts.lock(guarded, passBusy);
        var shut = new HashSet<Long>();
        for (var guard : guards.values()) {
            if (guard.closed()) shut.add(guard.accountId());
        }
        return new Desk.Laid(
                byCode,
                shut,
                guards,
                found,
                open,
                Map.of(),
                wanted.beforehand(),
                new Desk.Late(journals, holds),
                now());
    }

    private static long[] unguarded(Desk.Laid laid) {
        return laid.known().values().stream()
                .filter(account -> !account.guarded())
                .mapToLong(KnownAccount::id)
                .toArray();
    }

    // --- writing ----------------------------------------------------------------------------------------------------

    /// @param unguarded accounts of which none may have been closed, or nothing is written
    /// @return whether every journal was written
    private boolean write(Desk desk, long[] unguarded) {
        var guards = desk.changedGuards().values();
        boolean holdsAlone = desk.journals().isEmpty() && !desk.newHolds().isEmpty();
        holds.insert(desk.newHolds(), desk.now(), holdsAlone ? guards : List.of());
        if (desk.newHolds().stream().anyMatch(hold -> !hold.written)) return true; // `check` has the word
        boolean written = true;
        if (desk.journals().isEmpty()) accounts.update(holdsAlone ? List.of() : guards);
        else written = journals.insert(desk.journals(), desk.now(), unguarded, guards);
        if (!written) return false;
        holds.end(desk.ends(), desk.now());
        return true;
    }

    /// To the microsecond, as the tables keep it: the first result is the same when it is read again.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
