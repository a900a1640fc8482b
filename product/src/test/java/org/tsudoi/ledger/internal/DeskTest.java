package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
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
import org.tsudoi.ledger.internal.HoldTable.End;
import org.tsudoi.ledger.internal.HoldTable.Ended;
import org.tsudoi.ledger.internal.HoldTable.KnownHold;

/// Deciding without a database: what was laid out is all there is, and whoever asks for more fails the test.
class DeskTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));
    private static final AccountCode SEATS = new AccountCode("seats");
    private static final AccountCode TAKEN = new AccountCode("taken");
    private static final AccountCode WALLET = new AccountCode("wallet");
    private static final AccountCode OTHER = new AccountCode("other");
    private static final HoldId HOLD = HoldId.derive("hold");

    private final Map<AccountCode, KnownAccount> known = Map.of(
            SEATS, new KnownAccount(1, SEATS, Asset.SEAT, true),
            TAKEN, new KnownAccount(2, TAKEN, Asset.SEAT, false),
            WALLET, new KnownAccount(3, WALLET, Asset.SEAT, true),
            OTHER, new KnownAccount(4, OTHER, Asset.POINT, false));
    private final Map<Long, Guard> guards = new HashMap<>(Map.of(
            1L, new Guard(1, 0L, null, 10, 0, 0, false),
            3L, new Guard(3, null, 4L, 0, 0, 0, false)));
    private final Set<Long> closed = new HashSet<>();
    private final Map<HoldId, KnownHold> holds = new HashMap<>();
    private final Set<HoldId> open = new HashSet<>();
    private final Map<JournalId, RecordedJournal> first = new HashMap<>();
    private Desk desk = laid();

    private Desk laid() {
        return new Desk(layout());
    }

    private Desk.Laid layout() {
        var nowhere = JdbcClient.create(new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                throw new UnsupportedOperationException("the database is asked");
            }

            @Override
            public Connection getConnection(String user, String password) {
                return getConnection();
            }
        });
        var late = new Desk.Late(new JournalTable(nowhere), new HoldTable(nowhere));
        return new Desk.Laid(known, closed, guards, holds, open, first, true, late, NOW);
    }

    // --- journals ---------------------------------------------------------------------------------------------------

    @Test
    void aJournalIsTakenWithWhatGuardedAccountsHoldAfterEachLeg() {
        var journal = journal("a", leg(SEATS, -4), leg(TAKEN, 5), leg(SEATS, -1));
        var answer = ask(new Ask.Post(journal));

        var line = desk.journals().getFirst();
        assertThat(line.journal).isEqualTo(journal);
        assertThat(line.hold).isEmpty();
        assertThat(line.accounts).containsExactly(1, 2, 1);
        assertThat(line.balances).containsExactly(6L, null, 5L);
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 5, 0, 0, false)));
        written();
        assertThat(answer.get()).isEqualTo(new Outcome.Posted(journal.id(), 71, NOW));
    }

    @Test
    void eachSeesWhatThoseBeforeDidUntilNothingIsLeft() {
        var answers = List.of(ask(sale("a", 6)), ask(sale("b", 5)), ask(sale("c", 4)), ask(sale("d", 1)));
        written();
        assertThat(answers.get(0).get()).isEqualTo(new Outcome.Posted(id("a"), 71, NOW));
        assertThat(answers.get(1).get()).isEqualTo(new Outcome.Refused(id("b"), Refusal.BELOW_FLOOR, SEATS));
        assertThat(answers.get(2).get()).isEqualTo(new Outcome.Posted(id("c"), 72, NOW));
        assertThat(answers.get(3).get()).isEqualTo(new Outcome.Refused(id("d"), Refusal.BELOW_FLOOR, SEATS));
        assertThat(desk.journals().get(1).balances).containsExactly(0L, null);
        assertThat(desk.changedGuards().get(1L)).isEqualTo(new Guard(1, 0L, null, 0, 0, 0, false));
    }

    @Test
    void theSameIdIsTheSameJournalOrIsRefused() {
        ask(sale("a", 2));
        var again = ask(sale("a", 2));
        var otherLegs = ask(sale("a", 3));
        var otherKind = ask(new Ask.Post(new Journal(id("a"), "gift", NOW, one(2), Map.of())));
        var later = ask(new Ask.Post(new Journal(id("a"), "sale", LATER, one(2), Map.of("x", "y"))));
        written();
        assertThat(again.get()).isEqualTo(new Outcome.AlreadyPosted(id("a"), 71, NOW));
        assertThat(otherLegs.get()).isEqualTo(reused("a"));
        assertThat(otherKind.get()).isEqualTo(reused("a"));
        assertThat(later.get()).isEqualTo(new Outcome.AlreadyPosted(id("a"), 71, NOW));
        assertThat(desk.journals()).hasSize(1);
    }

    @Test
    void whatStandsOnTheBooksIsAnsweredWithItsFirstResult() {
        var journal = journal("a", leg(SEATS, -99), leg(TAKEN, 99));
        first.put(id("a"), new RecordedJournal(journal, 5, LATER, Optional.empty()));
        var settled = journal("s", leg(SEATS, -1), leg(TAKEN, 1));
        first.put(id("s"), new RecordedJournal(settled, 6, LATER, Optional.of(HOLD)));

        assertThat(ask(new Ask.Post(journal)).get()).isEqualTo(new Outcome.AlreadyPosted(id("a"), 5, LATER));
        assertThat(ask(sale("a", 1)).get()).isEqualTo(reused("a"));
        assertThat(ask(new Ask.Post(settled)).get()).isEqualTo(reused("s"));
        nothingHappened();
    }

    @Test
    void refusalsChangeNothing() {
        assertThat(refused(List.of(leg(SEATS, -1)))).isEqualTo(Refusal.EMPTY_JOURNAL);
        assertThat(refused(List.of(leg(SEATS, -1), leg(new AccountCode("nobody"), 1))))
                .isEqualTo(Refusal.UNKNOWN_ACCOUNT);
        assertThat(refused(List.of(point(SEATS, -1), point(OTHER, 1)))).isEqualTo(Refusal.ASSET_MISMATCH);
        assertThat(refused(List.of(leg(SEATS, -5), leg(WALLET, 5)))).isEqualTo(Refusal.ABOVE_CEILING);
        guards.put(3L, new Guard(3, null, 4L, Long.MIN_VALUE, 0, 0, false));
        assertThat(refused(List.of(leg(WALLET, -1), leg(TAKEN, 1)))).isEqualTo(Refusal.BALANCE_OVERFLOW);
        closed.add(2L);
        assertThat(refused(one(99))).isEqualTo(Refusal.ACCOUNT_CLOSED);
        nothingHappened();
    }

    @Test
    void itSaysWhetherAnythingWasRefusedSoThatTheFirstResultCanBeAskedFor() {
        var missed = journal("missed", one(99));
        ask(sale("a", 1));
        assertThat(desk.refuses()).isFalse();
        ask(new Ask.Post(missed));
        assertThat(desk.refuses()).isTrue();

        var late = new RecordedJournal(missed, 5, LATER, Optional.empty());
        closed.add(9L);
        var again = new Desk(layout().with(Map.of(missed.id(), late), Set.of(2L)));
        assertThat(Objects.requireNonNull(again.decide(new Ask.Post(missed))).get())
                .isEqualTo(new Outcome.AlreadyPosted(missed.id(), 5, LATER));
        assertThat(again.refuses()).isFalse();
        assertThat(Objects.requireNonNull(again.decide(sale("b", 1))).get())
                .isEqualTo(new Outcome.Refused(id("b"), Refusal.ACCOUNT_CLOSED, TAKEN));
        assertThat(again.refuses()).isTrue();
        assertThat(layout().with(Map.of(), Set.of(2L)).closed()).isEqualTo(Set.of(2L, 9L));
    }

    @Test
    void whatAnotherIsAtWorkOnIsNotDecided() {
        guards.remove(1L);
        holds.put(HOLD, held(LATER, null));
        assertThat(desk().decide(sale("a", 1))).isNull();
        assertThat(desk.decide(new Ask.Place(hold("h", 1)))).isNull();
        assertThat(desk.decide(new Ask.PostLinked(List.of(journal("b", one(1))))))
                .isNull();
        assertThat(desk.decide(settle("s", null))).isNull();
        assertThat(desk.decide(new Ask.Release(HOLD, "x"))).isNull();
        open.add(HOLD);
        assertThat(desk().decide(settle("s", null))).isNull();
        assertThat(desk.decide(new Ask.Release(HOLD, "x"))).isNull();
        nothingHappened();
    }

    @Test
    void aHoldThatAnotherHasLockedIsNotEnded() {
        holds.put(HOLD, held(LATER, null));
        assertThat(desk().decide(settle("s", null))).isNull();
        assertThat(desk.decide(new Ask.Release(HOLD, "x"))).isNull();
        nothingHappened();
    }

    // --- linked -----------------------------------------------------------------------------------------------------

    @Test
    void linkedJournalsAreTakenTogether() {
        var answer = ask(new Ask.PostLinked(List.of(journal("a", one(4)), journal("b", one(6)))));
        written();
        assertThat(answer.get())
                .isEqualTo(List.of(new Outcome.Posted(id("a"), 71, NOW), new Outcome.Posted(id("b"), 72, NOW)));
        assertThat(desk.changedGuards().get(1L)).isEqualTo(new Guard(1, 0L, null, 0, 0, 0, false));
    }

    @Test
    void whenOneOfThemIsRefusedNoneIsTakenAndTheirIdsAreFree() {
        var before = ask(sale("before", 3));
        var linked = ask(new Ask.PostLinked(
                List.of(journal("a", one(2)), journal("w", leg(SEATS, -1), leg(WALLET, 1)), journal("b", one(6)))));
        assertThat(desk.journals()).hasSize(1);
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 7, 0, 0, false)));
        var after = ask(sale("a", 7));
        written();
        assertThat(linked.get())
                .isEqualTo(List.of(
                        new Outcome.Refused(id("a"), Refusal.LINKED_JOURNAL_REFUSED, null),
                        new Outcome.Refused(id("w"), Refusal.LINKED_JOURNAL_REFUSED, null),
                        new Outcome.Refused(id("b"), Refusal.BELOW_FLOOR, SEATS)));
        assertThat(before.get()).isEqualTo(new Outcome.Posted(id("before"), 71, NOW));
        assertThat(after.get()).isEqualTo(new Outcome.Posted(id("a"), 72, NOW));
    }

    @Test
    void whenOneOfThemMustWaitAllDo() {
        guards.remove(3L);
        var waits = List.of(journal("a", one(2)), journal("w", leg(SEATS, -1), leg(WALLET, 1)));
        assertThat(desk().decide(new Ask.PostLinked(waits))).isNull();
        nothingHappened();
        assertThat(guards).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 10, 0, 0, false)));
    }

    // --- holds ------------------------------------------------------------------------------------------------------

    @Test
    void whatIsHeldCountsAgainstTheLimits() {
        var held = ask(new Ask.Place(hold("h", 7)));
        var tooMuch = ask(new Ask.Place(hold("i", 4)));
        var sold = ask(sale("a", 4));
        var rest = ask(sale("b", 3));
        written();
        assertThat(desk.newHolds().getFirst().hold).isEqualTo(hold("h", 7));
        assertThat(desk.newHolds().getFirst().accounts).containsExactly(1, 2);
        assertThat(held.get()).isEqualTo(new HoldOutcome.Held(HoldId.derive("h"), LATER, NOW));
        assertThat(tooMuch.get()).isEqualTo(new HoldOutcome.Refused(HoldId.derive("i"), Refusal.BELOW_FLOOR, SEATS));
        assertThat(sold.get()).isEqualTo(new Outcome.Refused(id("a"), Refusal.BELOW_FLOOR, SEATS));
        assertThat(rest.get()).isInstanceOf(Outcome.Posted.class);
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 7, 7, 0, false)));
    }

    @Test
    void aHoldIsPlacedOnce() {
        ask(new Ask.Place(hold("h", 7)));
        assertThat(ask(new Ask.Place(hold("h", 7))).get())
                .isEqualTo(new HoldOutcome.AlreadyHeld(HoldId.derive("h"), LATER, NOW));
        var reused = new HoldOutcome.Refused(HoldId.derive("h"), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);
        assertThat(ask(new Ask.Place(hold("h", 6))).get()).isEqualTo(reused);
        var otherKind = new Hold(HoldId.derive("h"), LATER, "gift", one(7), Map.of());
        assertThat(ask(new Ask.Place(otherKind)).get()).isEqualTo(reused);
        assertThat(ask(new Ask.Place(hold("none", 0))).get())
                .isEqualTo(new HoldOutcome.Refused(HoldId.derive("none"), Refusal.AMOUNT_ZERO, SEATS));
        closed.add(1L);
        assertThat(ask(new Ask.Place(hold("late", 1))).get())
                .isEqualTo(new HoldOutcome.Refused(HoldId.derive("late"), Refusal.ACCOUNT_CLOSED, SEATS));
        assertThat(desk.newHolds()).hasSize(1);
    }

    @Test
    void settlingPostsAllThatWasHeldAndEndsIt() {
        lay(held(LATER, null));
        var answer = ask(settle("s", null));
        var line = desk.journals().getFirst();
        assertThat(line.journal).isEqualTo(new Journal(id("s"), "sale", NOW, one(6), Map.of("order", "1")));
        assertThat(line.hold).contains(HOLD);
        assertThat(line.balances).containsExactly(4L, null);
        assertThat(desk.ends()).containsExactly(new Desk.EndedHold(HOLD, End.SETTLED, null, line));
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 4, 0, 0, false)));
        var again = ask(settle("s", null));
        var other = ask(settle("t", null));
        var asJournal = ask(sale("s", 6));
        var released = ask(new Ask.Release(HOLD, "x"));
        written();
        assertThat(answer.get()).isEqualTo(new Outcome.Posted(id("s"), 71, NOW));
        assertThat(again.get()).isEqualTo(new Outcome.AlreadyPosted(id("s"), 71, NOW));
        assertThat(other.get()).isEqualTo(new Outcome.Refused(id("t"), Refusal.HOLD_ALREADY_SETTLED, null));
        assertThat(asJournal.get()).isEqualTo(reused("s"));
        assertThat(released.get()).isEqualTo(new ReleaseOutcome.Refused(HOLD, Refusal.HOLD_ALREADY_SETTLED));
        assertThat(desk.ends()).hasSize(1);
    }

    @Test
    void settlingAPartFreesTheRest() {
        lay(held(LATER, null));
        ask(settle("s", one(2)));
        assertThat(desk.journals().getFirst().journal.legs()).isEqualTo(one(2));
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 8, 0, 0, false)));
        assertThat(desk.ends()).hasSize(1);
    }

    @Test
    void whatCannotBeSettledIsNot() {
        lay(held(LATER, null));
        assertThat(reason(settle("s", one(7)))).isEqualTo(Refusal.EXCEEDS_HOLD);
        assertThat(reason(settle("s", List.of(leg(SEATS, -1))))).isEqualTo(Refusal.EMPTY_JOURNAL);
        assertThat(reason(new Ask.Settle(HOLD, id("s"), LATER, null))).isEqualTo(Refusal.HOLD_EXPIRED);
        assertThat(reason(new Ask.Settle(HoldId.derive("never"), id("s"), NOW, null)))
                .isEqualTo(Refusal.HOLD_UNKNOWN);
        lay(held(LATER, End.EXPIRED));
        assertThat(reason(settle("s", null))).isEqualTo(Refusal.HOLD_EXPIRED);
        lay(held(LATER, End.RELEASED));
        assertThat(reason(settle("s", null))).isEqualTo(Refusal.HOLD_ALREADY_RELEASED);
        lay(held(LATER, End.SETTLED));
        assertThat(reason(settle("s", null))).isEqualTo(Refusal.HOLD_ALREADY_SETTLED);
        nothingHappened();
        // Up to the last moment it can be.
        lay(held(LATER, null));
        assertThat(ask(new Ask.Settle(HOLD, id("s"), LATER.minusNanos(1), null)))
                .isNotNull();
        assertThat(desk.journals()).hasSize(1);
    }

    @Test
    void anIdThatIsTakenByAnotherThingSettlesNothing() {
        lay(held(LATER, null));
        ask(sale("s", 1));
        assertThat(reason(settle("s", null))).isEqualTo(Refusal.ID_REUSED_WITH_OTHER_CONTENT);
        assertThat(reason(new Ask.Settle(HoldId.derive("never"), id("s"), NOW, null)))
                .isEqualTo(Refusal.ID_REUSED_WITH_OTHER_CONTENT);
        assertThat(desk.ends()).isEmpty();
    }

    @Test
    void whatWasHeldBeyondALimitIsAFault() {
        guards.put(1L, new Guard(1, 0L, null, 1, 6, 0, false));
        lay(held(LATER, null));
        assertThatIllegalStateException()
                .isThrownBy(() -> desk.decide(settle("s", null)))
                .withMessageContaining("BELOW_FLOOR");
    }

    @Test
    void releasingFreesAndHappensOnce() {
        lay(held(LATER, null));
        assertThat(ask(new Ask.Release(HOLD, "changed their mind")).get()).isEqualTo(new ReleaseOutcome.Released(HOLD));
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 10, 0, 0, false)));
        assertThat(desk.ends()).containsExactly(new Desk.EndedHold(HOLD, End.RELEASED, "changed their mind", null));
        assertThat(ask(new Ask.Release(HOLD, "x")).get()).isEqualTo(new ReleaseOutcome.AlreadyReleased(HOLD));
        assertThat(reason(settle("s", null))).isEqualTo(Refusal.HOLD_ALREADY_RELEASED);
        assertThat(ask(new Ask.Release(HoldId.derive("never"), "x")).get())
                .isEqualTo(new ReleaseOutcome.Refused(HoldId.derive("never"), Refusal.HOLD_UNKNOWN));
        assertThat(desk.ends()).hasSize(1);
    }

    @Test
    void sweepingFreesTooAndIsTheEnd() {
        lay(held(LATER, null));
        desk.expire(HOLD);
        assertThat(desk.changedGuards()).isEqualTo(Map.of(1L, new Guard(1, 0L, null, 10, 0, 0, false)));
        assertThat(desk.ends()).containsExactly(new Desk.EndedHold(HOLD, End.EXPIRED, null, null));
        assertThat(reason(settle("s", null))).isEqualTo(Refusal.HOLD_EXPIRED);
        assertThat(desk.now()).isEqualTo(NOW);
        assertThatIllegalStateException().isThrownBy(() -> desk.expire(HoldId.derive("never")));
    }

    @Test
    void whatWasNotWrittenIsLookedForOnTheBooks() {
        var posted = ask(sale("a", 1));
        var again = ask(sale("a", 1));
        var held = ask(new Ask.Place(hold("h", 1)));
        for (var answer : List.of(posted, again, held)) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(answer::get)
                    .withStackTraceContaining("the database is asked");
        }
    }

    // --- what is laid out -------------------------------------------------------------------------------------------

    private Desk desk() {
        return desk = laid();
    }

    /// Of six seats, and they are reserved when it is open.
    private static KnownHold held(Instant expiresAt, @Nullable End ended) {
        return new KnownHold(
                new Hold(HOLD, expiresAt, "sale", one(6), Map.of("order", "1")),
                NOW,
                Optional.ofNullable(ended).map(how -> new Ended(how, NOW, "")));
    }

    private void lay(KnownHold hold) {
        holds.put(HOLD, hold);
        if (hold.ended().isEmpty()) {
            open.add(HOLD);
            guards.putIfAbsent(1L, new Guard(1, 0L, null, 10, 6, 0, false));
            guards.computeIfPresent(
                    1L, (_, guard) -> guard.heldOut() == 0 ? guard.holding(new Guard.Reserved(6, 0)) : guard);
        } else {
            open.remove(HOLD);
        }
        desk();
    }

    private <R> java.util.function.Supplier<R> ask(Ask<R> ask) {
        return Objects.requireNonNull(desk.decide(ask));
    }

    private Refusal refused(List<Leg> legs) {
        desk();
        return reason(new Ask.Post(new Journal(id("refused"), "sale", NOW, legs, Map.of())));
    }

    private Refusal reason(Ask<Outcome> ask) {
        return ((Outcome.Refused) ask(ask).get()).reason();
    }

    private void nothingHappened() {
        assertThat(desk.journals()).isEmpty();
        assertThat(desk.newHolds()).isEmpty();
        assertThat(desk.ends()).isEmpty();
        assertThat(desk.changedGuards()).isEmpty();
    }

    private void written() {
        long next = 71;
        for (var line : desk.journals()) line.sequence = next++;
        for (var line : desk.newHolds()) line.written = true;
    }

    private static Ask.Settle settle(String word, @Nullable List<Leg> part) {
        return new Ask.Settle(HOLD, id(word), NOW, part);
    }

    private static Ask.Post sale(String word, long count) {
        return new Ask.Post(journal(word, one(count)));
    }

    private static Hold hold(String word, long count) {
        return new Hold(HoldId.derive(word), LATER, "sale", one(count), Map.of());
    }

    private static Journal journal(String word, List<Leg> legs) {
        return new Journal(id(word), "sale", NOW, legs, Map.of());
    }

    private static Journal journal(String word, Leg... legs) {
        return journal(word, List.of(legs));
    }

    private static Outcome.Refused reused(String word) {
        return new Outcome.Refused(id(word), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null);
    }

    private static JournalId id(String word) {
        return JournalId.derive(word);
    }

    /// So many seats sold.
    private static List<Leg> one(long count) {
        return List.of(leg(SEATS, -count), leg(TAKEN, count));
    }

    private static Leg leg(AccountCode account, long amount) {
        return new Leg(account, Asset.SEAT, amount);
    }

    private static Leg point(AccountCode account, long amount) {
        return new Leg(account, Asset.POINT, amount);
    }
}
