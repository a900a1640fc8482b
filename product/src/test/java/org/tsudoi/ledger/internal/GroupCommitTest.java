package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.CannotCreateTransactionException;
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
import org.tsudoi.ledger.Verification;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTest {
    private static final Books BOOKS = new Books(8);

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
        BOOKS.close();
    }

    @Test
    void ofManyBuyersExactlyAsManyGetASeatAsThereAreAndEachHearsForThemselves() {
        var seats = seats("many", 100);
        var asked = IntStream.range(0, 1000)
                .mapToObj(buyer -> BOOKS.asked.post(sale(seats, "many", "" + buyer)))
                .toList();

        var told = all(asked);
        assertThat(told.stream().filter(Outcome.Posted.class::isInstance)).hasSize(100);
        assertThat(told.stream()
                        .filter(outcome -> outcome instanceof Outcome.Refused(var _, var reason, var which)
                                && reason == Refusal.BELOW_FLOOR
                                && seats.equals(which)))
                .hasSize(900);
        assertThat(BOOKS.ledger.balance(seats).posted()).isZero();
    }

    @Test
    void theSameIdsAskedTogetherAndBesideTransactionsAreDoneOnce() {
        int keys = 1000;
        var seats = seats("same", keys);
        var asked = new ArrayList<CompletableFuture<Outcome>>();
        for (int call = 0; call < 64; call++) {
            // Each key 8 to 64 times.
            for (int key = 0; key < keys; key++) {
                if (call >= 8 + key % 57) continue;
                var sale = sale(seats, "same", "" + key);
                asked.add(
                        (call + key) % 32 == 0
                                ? CompletableFuture.supplyAsync(() -> BOOKS.in(() -> BOOKS.ledger.post(sale)))
                                : BOOKS.asked.post(sale));
            }
        }

        var told = all(asked);
        assertThat(told).allMatch(Outcome::isOnTheBooks);
        assertThat(told.stream().filter(Outcome.Posted.class::isInstance)).hasSize(keys);
        assertThat(told.stream().map(GroupCommitTest::answer).distinct()).hasSize(keys);
        assertThat(BOOKS.ledger.balance(seats).posted()).isZero();
    }

    private static String answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted(var id, var sequence, var at) -> id + " " + sequence + " " + at;
            case Outcome.AlreadyPosted(var id, var sequence, var at) -> id + " " + sequence + " " + at;
            case Outcome.Refused refused -> refused.toString();
        };
    }

    @Test
    void heldThenSettledInOneBreath() {
        var seats = seats("breath", 5);
        var hold = HoldId.derive("breath");
        var held = BOOKS.asked.hold(Hold.of(hold, Books.NOON.plus(Duration.ofMinutes(5)), "seat", one(seats)));
        var settled = BOOKS.asked.settle(hold, JournalId.derive("breath"), Books.NOON);
        var again = BOOKS.asked.release(hold, "too late");

        assertThat(held.join()).isInstanceOf(HoldOutcome.Held.class);
        // Who does not wait for the first answer may be decided before it.
        if (settled.join() instanceof Outcome.Posted)
            assertThat(again.join().isReleased()).isFalse();
        assertThat(BOOKS.ledger.balance(seats).heldOut()
                        + BOOKS.ledger.balance(seats).posted())
                .isBetween(4L, 6L);
    }

    @Test
    void linkedJournalsOfManyCallersAreOnTheBooksAllOrNone() {
        var seats = seats("linked", 7);
        var other = seats("linked-other", 100);
        var asked = IntStream.range(0, 50)
                .mapToObj(buyer -> BOOKS.asked.postLinked(
                        List.of(sale(other, "linked-other", "" + buyer), sale(seats, "linked", "" + buyer))))
                .toList();

        var told = all(asked);
        assertThat(told.stream().filter(outcomes -> outcomes.stream().allMatch(Outcome::isOnTheBooks)))
                .hasSize(7);
        assertThat(told.stream().filter(outcomes -> outcomes.stream().noneMatch(Outcome::isOnTheBooks)))
                .hasSize(43);
        assertThat(BOOKS.ledger.balance(other).posted()).isEqualTo(93);
    }

    @Test
    void aSlowTransactionOnOneAccountHoldsUpNobodyElse() throws Exception {
        var busy = seats("busy", 10);
        var quiet = seats("quiet", 10);
        var onBusy = new ArrayList<CompletableFuture<Outcome>>();
        BOOKS.transaction.executeWithoutResult(_ -> {
            BOOKS.ledger.post(sale(busy, "busy", "slow")).orThrow();
            var elsewhere = CompletableFuture.supplyAsync(() -> {
                onBusy.add(BOOKS.asked.post(sale(busy, "busy", "grouped")));
                return BOOKS.asked.post(sale(quiet, "quiet", "grouped")).join();
            });
            assertThat(elsewhere.orTimeout(60, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Posted.class);
            assertThat(onBusy.getFirst()).isNotDone();
        });
        assertThat(onBusy.getFirst().get(60, TimeUnit.SECONDS)).isInstanceOf(Outcome.Posted.class);
        assertThat(BOOKS.ledger.balance(busy).posted()).isEqualTo(8);
    }

    @Test
    void insideATransactionItIsRefusedToWaitForOneself() {
        var seats = seats("inside", 1);
        BOOKS.transaction.executeWithoutResult(
                _ -> assertThatThrownBy(() -> BOOKS.grouped.post(sale(seats, "inside", "x")))
                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void whatTheDatabaseRefusesFailsForItsCallerAlone() {
        var seats = seats("poison", 10);
        // Longer than an index of the table of journals can keep.
        var poison = sale(seats, "poison", "bad").with(java.util.Map.of("order", "\u0000"));
        var asked = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < 5; i++) asked.add(BOOKS.asked.post(sale(seats, "poison", "good " + i)));
        var bad = BOOKS.asked.post(poison);
        for (int i = 5; i < 9; i++) asked.add(BOOKS.asked.post(sale(seats, "poison", "good " + i)));

        assertThat(all(asked)).allMatch(Outcome::isOnTheBooks);
        assertThatThrownBy(() -> bad.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(RuntimeException.class);
        assertThat(BOOKS.ledger.balance(seats).posted()).isEqualTo(1);
    }

    @Test
    void whatFailsAtTheCommitWasNotAnsweredBefore() {
        var seats = seats("doomed", 10);
        BOOKS.owner.sql("""
                create function doomed() returns trigger language plpgsql as $$ begin raise exception 'at the commit'; end $$;
                create constraint trigger doomed after insert on ledger_journal deferrable initially deferred
                  for each row when (new.kind = 'doomed') execute function doomed()""").update();
        try {
            var sale = sale(seats, "doomed", "x");
            var doomed = new Journal(sale.id(), "doomed", Books.NOON, sale.legs(), java.util.Map.of());
            assertThatThrownBy(() -> BOOKS.grouped.post(doomed)).hasStackTraceContaining("at the commit");
        } finally {
            BOOKS.owner.sql("drop function doomed cascade").update();
        }
        assertThat(BOOKS.ledger.balance(seats).posted()).isEqualTo(10);
    }

    /// Each for itself, they would wait for a connection one after the other.
    @Test
    void withoutAConnectionAllHearAtOnce() {
        try (var books = new Books(1, Duration.ofSeconds(2))) {
            var from = books.unguarded("from", Books.JPY);
            var to = books.neverBelowZero("to", Books.JPY);
            var journals = IntStream.range(0, 64)
                    .mapToObj(i -> Journal.of(
                            JournalId.derive("unreachable", "" + i),
                            "test",
                            Books.NOON,
                            new Leg(to, Books.JPY, 1),
                            new Leg(from, Books.JPY, -1)))
                    .toList();
            books.withoutConnections(() -> {
                for (var each : journals.stream().map(books.asked::post).toList()) {
                    assertThatThrownBy(() -> each.get(60, TimeUnit.SECONDS))
                            .hasCauseInstanceOf(CannotCreateTransactionException.class);
                }
            });
            assertThat(journals.stream().map(books.grouped::post)).allMatch(Outcome.Posted.class::isInstance);
        }
    }

    private static <T> List<T> all(List<CompletableFuture<T>> asked) {
        return asked.stream()
                .map(future -> future.orTimeout(120, TimeUnit.SECONDS).join())
                .toList();
    }

    private static AccountCode seats(String name, int count) {
        var seats = BOOKS.neverBelowZero(name + ":available", Asset.SEAT);
        BOOKS.unguarded(name + ":taken", Asset.SEAT);
        var issued = BOOKS.unguarded(name + ":issued", Asset.SEAT);
        BOOKS.in(() -> BOOKS.ledger.post(Journal.of(
                JournalId.derive(name, "issue"),
                "issue",
                Books.NOON,
                Leg.into(seats, Asset.SEAT, count),
                Leg.outOf(issued, Asset.SEAT, count))));
        return seats;
    }

    private static Leg[] one(AccountCode seats) {
        var taken = new AccountCode(seats.value().replace("available", "taken"));
        return new Leg[] {Leg.outOf(seats, Asset.SEAT, 1), Leg.into(taken, Asset.SEAT, 1)};
    }

    private static Journal sale(AccountCode seats, String name, String word) {
        return Journal.of(JournalId.derive("sale", name, word), "sale", Books.NOON, one(seats));
    }
}
