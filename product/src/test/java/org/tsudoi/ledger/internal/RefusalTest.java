package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Hold;
import org.tsudoi.ledger.HoldId;
import org.tsudoi.ledger.HoldOutcome;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Refusal;

/// Each row breaks its own rule and every later one that can be broken with it, so that a change of the order
/// is seen.
class RefusalTest {
    private static final Books BOOKS = new Books(2);
    private static final long HUGE = Rules.AMOUNT_MAX;
    private static final AccountCode UNKNOWN = new AccountCode("unknown");
    private static final AccountCode FREE = new AccountCode("free");
    private static final AccountCode GUARDED = new AccountCode("guarded");
    private static final AccountCode CAPPED = new AccountCode("capped");
    private static final AccountCode CLOSED = new AccountCode("closed");
    private static final AccountCode BRIMFUL = new AccountCode("brimful");
    private static final JournalId TAKEN = JournalId.derive("taken");

    record Row(Refusal reason, @Nullable AccountCode which, List<Leg> legs) {}

    @BeforeAll
    static void furnish() {
        BOOKS.open(
                Account.unguarded(FREE, Books.JPY),
                Account.neverBelowZero(GUARDED, Books.JPY),
                new Account(CAPPED, Books.JPY, null, 10L),
                Account.unguarded(CLOSED, Books.JPY),
                new Account(BRIMFUL, Books.JPY, Long.MIN_VALUE, null));
        post(TAKEN, List.of(leg(FREE, 1), leg(FREE, -1)));
        BOOKS.transaction.executeWithoutResult(_ -> BOOKS.ledger.close(CLOSED));
        // As full as an account can be: one more of the greatest amount does not fit.
        for (int i = 0; i < 19; i++) {
            var legs = new ArrayList<Leg>();
            IntStream.range(0, i < 18 ? 500 : 223)
                    .forEach(_ -> legs.addAll(List.of(leg(BRIMFUL, HUGE), leg(FREE, -HUGE))));
            post(JournalId.derive("fill", "" + i), legs).orThrow();
        }
    }

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    private static final List<Row> ROWS = List.of(
            new Row(Refusal.EMPTY_JOURNAL, null, List.of()),
            new Row(Refusal.EMPTY_JOURNAL, null, List.of(leg(UNKNOWN, 0))),
            new Row(
                    Refusal.TOO_MANY_LEGS,
                    null,
                    IntStream.rangeClosed(0, 1000)
                            .mapToObj(i -> leg(UNKNOWN, i == 5 ? Long.MAX_VALUE : 0))
                            .toList()),
            new Row(Refusal.AMOUNT_ZERO, FREE, List.of(leg(UNKNOWN, Long.MIN_VALUE), leg(FREE, 0), leg(UNKNOWN, 3))),
            new Row(Refusal.AMOUNT_TOO_LARGE, FREE, List.of(leg(UNKNOWN, 1), leg(FREE, Long.MIN_VALUE))),
            new Row(Refusal.AMOUNT_TOO_LARGE, FREE, List.of(leg(UNKNOWN, 1), leg(FREE, HUGE + 1))),
            new Row(Refusal.UNBALANCED, null, List.of(leg(UNKNOWN, 1), leg(CLOSED, 1))),
            new Row(
                    Refusal.UNBALANCED,
                    null,
                    List.of(new Leg(UNKNOWN, Asset.SEAT, 1), new Leg(GUARDED, Books.JPY, -1))),
            new Row(Refusal.UNKNOWN_ACCOUNT, UNKNOWN, List.of(wrong(FREE, -1), wrong(UNKNOWN, 1))),
            new Row(
                    Refusal.ASSET_MISMATCH,
                    FREE,
                    List.of(leg(CLOSED, 1), leg(GUARDED, -1), wrong(FREE, -1), wrong(FREE, 1))),
            new Row(Refusal.ACCOUNT_CLOSED, CLOSED, List.of(leg(GUARDED, -1), leg(CLOSED, 1))),
            new Row(Refusal.BALANCE_OVERFLOW, BRIMFUL, overflow()),
            new Row(Refusal.BELOW_FLOOR, GUARDED, List.of(leg(CAPPED, 11), leg(GUARDED, -11))),
            new Row(Refusal.ABOVE_CEILING, CAPPED, List.of(leg(FREE, -11), leg(CAPPED, 11))));

    @Test
    void journalsAreRefusedInTheOrderOfPrecedence() {
        for (var row : ROWS) {
            var id = JournalId.derive("row", row.toString());
            assertThat(post(id, row.legs()))
                    .describedAs("%s", row.reason())
                    .isEqualTo(new Outcome.Refused(id, row.reason(), row.which()));
            assertThat(BOOKS.ledger.journal(id)).isEmpty();
        }
    }

    @Test
    void inAGroupTheyAreRefusedForTheSameReasonsAndOthersAreNot() {
        var asks = new ArrayList<Ask<?>>();
        for (var row : ROWS) {
            asks.add(ask(JournalId.derive("group", row.toString()), row.legs()));
            asks.add(ask(JournalId.derive("beside", row.toString()), List.of(leg(FREE, 1), leg(FREE, -1))));
        }
        var answers = BOOKS.group(asks);
        for (int i = 0; i < ROWS.size(); i++) {
            var row = ROWS.get(i);
            var id = JournalId.derive("group", row.toString());
            assertThat(answers.get(2 * i)).isEqualTo(new Outcome.Refused(id, row.reason(), row.which()));
            assertThat(answers.get(2 * i + 1)).isInstanceOf(Outcome.Posted.class);
        }
    }

    @Test
    void linkedJournalsAreAllRefusedWhenOneIs() {
        var good = new Journal(
                JournalId.derive("linked", "good"),
                "test",
                Books.NOON,
                List.of(leg(CAPPED, 3), leg(FREE, -3)),
                Map.of());
        var bad = new Journal(
                JournalId.derive("linked", "bad"),
                "test",
                Books.NOON,
                List.of(leg(GUARDED, -1), leg(FREE, 1)),
                Map.of());
        assertThat(BOOKS.in(() -> BOOKS.ledger.postLinked(List.of(good, bad))))
                .containsExactly(
                        new Outcome.Refused(good.id(), Refusal.LINKED_JOURNAL_REFUSED, null),
                        new Outcome.Refused(bad.id(), Refusal.BELOW_FLOOR, GUARDED));
        assertThat(BOOKS.ledger.journal(good.id())).isEmpty();
        assertThat(BOOKS.ledger.balance(CAPPED).posted()).isZero();
    }

    @Test
    void holdsAreRefusedForTheSameReasons() {
        for (var row : ROWS) {
            var id = HoldId.derive("row", row.toString());
            var hold = new Hold(id, Books.NOON, "test", row.legs(), Map.of());
            assertThat(BOOKS.in(() -> BOOKS.ledger.hold(hold)))
                    .describedAs("%s", row.reason())
                    .isEqualTo(new HoldOutcome.Refused(id, row.reason(), row.which()));
            assertThat(BOOKS.ledger.hold(id)).isEmpty();
        }
    }

    @Test
    void anIdThatIsTakenComesBeforeWhatTheAccountsSay() {
        for (var row : ROWS) {
            boolean inWords = row.reason().compareTo(Refusal.ID_REUSED_WITH_OTHER_CONTENT) < 0;
            assertThat(post(TAKEN, row.legs()))
                    .isEqualTo(
                            inWords
                                    ? new Outcome.Refused(TAKEN, row.reason(), row.which())
                                    : new Outcome.Refused(TAKEN, Refusal.ID_REUSED_WITH_OTHER_CONTENT, null));
        }
        var journal = new Journal(TAKEN, "other kind", Books.NOON, List.of(leg(FREE, 1), leg(FREE, -1)), Map.of());
        assertThat(BOOKS.in(() -> BOOKS.ledger.post(journal)))
                .isEqualTo(new Outcome.Refused(TAKEN, Refusal.ID_REUSED_WITH_OTHER_CONTENT, null));
    }

    @Test
    void settlingIsRefusedInTheOrderOfPrecedence() {
        var expiry = Books.NOON.plusSeconds(60);
        var legs = List.of(leg(FREE, 5), leg(FREE, -5));
        for (var word : List.of("settled", "released", "expired")) {
            BOOKS.in(() -> BOOKS.ledger.hold(new Hold(HoldId.derive(word), expiry, "test", legs, Map.of())));
        }
        BOOKS.in(() -> BOOKS.ledger.settle(HoldId.derive("settled"), JournalId.derive("settled"), Books.NOON));
        BOOKS.in(() -> BOOKS.ledger.release(HoldId.derive("released"), "test"));
        var tooMuch = List.of(leg(UNKNOWN, 9), leg(FREE, -9));

        assertThat(settled("never", expiry, List.of(leg(FREE, 9), leg(FREE, 9))))
                .isEqualTo(Refusal.UNBALANCED);
        assertThat(settled("never", expiry, tooMuch)).isEqualTo(Refusal.HOLD_UNKNOWN);
        assertThat(settled("settled", expiry, tooMuch)).isEqualTo(Refusal.HOLD_ALREADY_SETTLED);
        assertThat(settled("released", expiry, tooMuch)).isEqualTo(Refusal.HOLD_ALREADY_RELEASED);
        assertThat(settled("expired", expiry, tooMuch)).isEqualTo(Refusal.HOLD_EXPIRED);
        assertThat(settled("expired", Books.NOON, tooMuch)).isEqualTo(Refusal.EXCEEDS_HOLD);
        assertThat(settled("expired", Books.NOON, List.of(leg(FREE, 6), leg(FREE, -6))))
                .isEqualTo(Refusal.EXCEEDS_HOLD);
        assertThat(settled("expired", Books.NOON, List.of(wrong(FREE, 5), wrong(FREE, -5))))
                .isEqualTo(Refusal.ASSET_MISMATCH);
        for (var hold : List.of("never", "released", "expired")) {
            assertThat(BOOKS.in(() -> BOOKS.ledger.settle(HoldId.derive(hold), TAKEN, expiry)))
                    .isEqualTo(new Outcome.Refused(TAKEN, Refusal.ID_REUSED_WITH_OTHER_CONTENT, null));
        }
    }

    @Test
    void everyRefusalIsInTheTablesAbove() {
        var seen = EnumSet.noneOf(Refusal.class);
        ROWS.forEach(row -> seen.add(row.reason()));
        seen.addAll(List.of(
                Refusal.ID_REUSED_WITH_OTHER_CONTENT,
                Refusal.HOLD_UNKNOWN,
                Refusal.HOLD_ALREADY_SETTLED,
                Refusal.HOLD_ALREADY_RELEASED,
                Refusal.HOLD_EXPIRED,
                Refusal.EXCEEDS_HOLD,
                Refusal.LINKED_JOURNAL_REFUSED));
        assertThat(seen).containsExactly(Refusal.values());
        assertThat(ROWS).isSortedAccordingTo((one, other) -> one.reason().compareTo(other.reason()));
    }

    @Test
    void everyRefusalHasItsHeadingInTheDocsInTheSameOrder() throws IOException {
        var headings = Files.readAllLines(Path.of("../docs/ledger.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(
                        Arrays.stream(Refusal.values()).map(Refusal::slug).toList());
    }

    private static Leg leg(AccountCode account, long amount) {
        return new Leg(account, Books.JPY, amount);
    }

    private static Leg wrong(AccountCode account, long amount) {
        return new Leg(account, Asset.SEAT, amount);
    }

    /// What does not fit on the account any more, with a leg that would break a floor.
    private static List<Leg> overflow() {
        return List.of(leg(GUARDED, -HUGE), leg(BRIMFUL, HUGE));
    }

    private static Ask<?> ask(JournalId id, List<Leg> legs) {
        return new Ask.Post(new Journal(id, "test", Books.NOON, legs, Map.of()));
    }

    private static Outcome post(JournalId id, List<Leg> legs) {
        return BOOKS.in(() -> BOOKS.ledger.post(new Journal(id, "test", Books.NOON, legs, Map.of())));
    }

    private static Refusal settled(String hold, Instant at, List<Leg> part) {
        var id = JournalId.derive("settle", hold, part.toString());
        var outcome = BOOKS.in(() -> BOOKS.ledger.settle(HoldId.derive(hold), id, at, part));
        return ((Outcome.Refused) outcome).reason();
    }
}
