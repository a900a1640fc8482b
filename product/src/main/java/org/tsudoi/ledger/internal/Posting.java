package org.tsudoi.ledger.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.ledger.Refusal;

/// Puts journals on the books.
///
/// 1. What can be said of the words alone.
/// 2. The accounts as they were opened.
/// 3. The guarded ones are locked, in the order of their ids; from here on nobody else changes them.
/// 4. The limits.
/// 5. One statement writes everything, unless the id is taken.
///
/// Whether the id is taken is asked last, where it costs nothing; a refusal asks before it is given, since it
/// can only be the first result's own doing ("the last seat is gone": to the same order).
@Component
class Posting {
    private final AccountTable accounts;
    private final JournalTable journals;
    private final Clock clock;

    Posting(AccountTable accounts, JournalTable journals, Clock clock) {
        this.accounts = accounts;
        this.journals = journals;
        this.clock = clock;
    }

    Outcome post(Journal journal) {
        var legs = journal.legs();
        var wrong = Rules.inWords(legs);
        if (wrong.isPresent()) {
            return refused(journal, wrong.get());
        }
        var known = accounts.known(codes(legs));
        wrong = Rules.inAccounts(legs, known);
        if (wrong.isPresent()) {
            return repeatedOrRefused(journal, Optional.empty(), wrong.get());
        }
        var guards = accounts.lock(guarded(known.values()));
        var sums = Rules.sums(legs);
        BiFunction<Guard, AccountCode, Guard> posted = (guard, code) -> guard.posting(sums.getOrDefault(code, 0L));
        wrong = Rules.inClosings(legs, known, guards).or(() -> Rules.inBalances(legs, known, guards, posted));
        if (wrong.isPresent()) {
            return repeatedOrRefused(journal, Optional.empty(), wrong.get());
        }
        var afterwards = changed(known, guards, posted);
        wrong = Rules.inLimits(legs, known, afterwards);
        if (wrong.isPresent()) {
            return repeatedOrRefused(journal, Optional.empty(), wrong.get());
        }
        return write(journal, Optional.empty(), known, guards, afterwards);
    }

    /// The last step, for journals whose rules hold.
    Outcome write(
            Journal journal,
            Optional<HoldId> hold,
            Map<AccountCode, KnownAccount> known,
            Map<Long, Guard> before,
            Map<Long, Guard> afterwards) {
        var at = now();
        var ids = ids(journal.legs(), known);
        var sequence =
                journals.insert(journal, at, hold, ids, running(journal.legs(), ids, before), afterwards.values());
        if (sequence.isEmpty()) {
            return journals.find(journal.id())
                    .map(first -> repeated(journal, hold, first))
                    .orElseThrow(() -> new IllegalStateException(
                            "journal " + journal.id() + " is taken and not to be seen: not read committed?"));
        }
        return new Outcome.Posted(journal.id(), sequence.getAsLong(), at);
    }

    Outcome repeatedOrRefused(Journal journal, Optional<HoldId> hold, Rules.Finding wrong) {
        return journals.find(journal.id())
                .map(first -> repeated(journal, hold, first))
                .orElseGet(() -> refused(journal, wrong));
    }

    static Outcome refused(Journal journal, Rules.Finding wrong) {
        return new Outcome.Refused(journal.id(), wrong.reason(), wrong.which());
    }

    /// To the microsecond, as the tables keep it: the first result is the same when it is read again.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Collection<AccountCode> codes(List<Leg> legs) {
        return new TreeSet<>(legs.stream().map(Leg::account).toList());
    }

    static long[] ids(List<Leg> legs, Map<AccountCode, KnownAccount> known) {
        return legs.stream().mapToLong(leg -> known(leg.account(), known).id()).toArray();
    }

    static KnownAccount known(AccountCode code, Map<AccountCode, KnownAccount> known) {
        var account = known.get(code);
        if (account == null) {
            throw new IllegalStateException(code + " was known before");
        }
        return account;
    }

    static List<Long> guarded(Collection<KnownAccount> known) {
        return known.stream()
                .filter(KnownAccount::guarded)
                .map(KnownAccount::id)
                .toList();
    }

    static Map<Long, Guard> changed(
            Map<AccountCode, KnownAccount> known,
            Map<Long, Guard> guards,
            BiFunction<Guard, AccountCode, Guard> change) {
        var changed = new TreeMap<Long, Guard>();
        for (var account : known.values()) {
            var guard = guards.get(account.id());
            if (guard != null) {
                changed.put(account.id(), change.apply(guard, account.code()));
            }
        }
        return changed;
    }

    /// Compared without their times: whoever repeats a step does so later.
    static boolean same(List<Leg> one, List<Leg> other) {
        var order = Comparator.comparing(Leg::account).thenComparingLong(Leg::amount);
        return one.stream()
                .sorted(order)
                .toList()
                .equals(other.stream().sorted(order).toList());
    }

    private static Outcome repeated(Journal again, Optional<HoldId> hold, RecordedJournal first) {
        var same = again.kind().equals(first.journal().kind())
                && hold.equals(first.hold())
                && same(again.legs(), first.journal().legs());
        return same
                ? new Outcome.AlreadyPosted(again.id(), first.sequence(), first.recordedAt())
                : new Outcome.Refused(again.id(), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);
    }

    /// What guarded accounts hold after each leg; null for the others, where entries have no order.
    private static @Nullable Long[] running(List<Leg> legs, long[] ids, Map<Long, Guard> before) {
        var held = new HashMap<Long, Long>();
        before.values().forEach(guard -> held.put(guard.accountId(), guard.posted()));
        var balances = new @Nullable Long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            long amount = legs.get(i).amount();
            balances[i] = held.computeIfPresent(ids[i], (_, posted) -> posted + amount);
        }
        return balances;
    }
}
