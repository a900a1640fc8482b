package org.tsudoi.ledger.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;

/// Takes asks through the books, in the transaction that is open: one of a caller's, or a group of many callers'.
///
/// 1. Holds that are to be ended are locked, in the order of their ids.
/// 2. The accounts as they were opened, mostly from memory.
/// 3. The guarded ones are locked, in the order of their ids; from here on nobody else changes them.
/// 4. Each ask is decided, one after the other (`Desk`, `Rules`).
/// 5. A statement for each table writes what was decided.
///
/// Whether an id is taken is asked first in a group, where one question serves all. Alone it is asked last, where it
/// costs nothing: the writing statement finds out.
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
        @SuppressWarnings("unchecked") // the answer to this ask
        var answer =
                (R) Objects.requireNonNull(book(List.of(ask), false).getFirst()).get();
        return answer;
    }

    /// Many asks in a transaction of their own.
    ///
    /// @param passBusy whether to pass by what others have locked; the answer is then null
    /// @throws Raced when the transaction is to be rolled back and the group begun again
    List<@Nullable Object> group(List<? extends Ask<?>> asks, boolean passBusy) {
        var answers = new ArrayList<@Nullable Object>(asks.size());
        for (var answer : book(asks, passBusy)) answers.add(answer == null ? null : answer.get());
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

    private List<@Nullable Supplier<?>> book(List<? extends Ask<?>> asks, boolean passBusy) {
        var wanted = Wanted.of(asks);
        var open = holds.lockOpen(wanted.ending(), passBusy);
        boolean hopeful = asks.size() == 1 && asks.getFirst() instanceof Ask.Post;
        var laid = lay(wanted, open, passBusy);
        var unguarded = unguarded(laid);
        if (!hopeful && !wanted.legs().isEmpty()) laid.closed().addAll(accounts.closedAmong(unguarded));
        var desk = new Desk(laid);
        var answers = decide(asks, desk);
        boolean written =
                write(desk, hopeful ? unguarded : NONE) && !desk.journals().isEmpty();
        if (hopeful && !written) {
            // Refused, or the id is taken, or an account without a limit was closed: that comes before other reasons.
            var closed = accounts.closedAmong(unguarded);
            if (!closed.isEmpty()) {
                laid.closed().addAll(closed);
                desk = new Desk(laid);
                answers = decide(asks, desk);
                write(desk, NONE);
            }
        }
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
                    if (beforehand) journals.add(journal.id());
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
        var first = journals.find(wanted.journals());
        return new Desk.Laid(
                byCode, shut, guards, found, open, first, wanted.beforehand(), new Desk.Late(journals, holds), now());
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
        holds.insert(desk.newHolds(), desk.now());
        if (desk.newHolds().stream().anyMatch(hold -> !hold.written)) return true; // `check` has the word
        boolean written = true;
        var guards = desk.changedGuards().values();
        if (desk.journals().isEmpty()) accounts.update(guards);
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
