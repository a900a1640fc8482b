package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;

class CheckpointsTest {
    private static final int PAIRS = 10;
    private static final int FULL = Checkpoints.ENTRIES / PAIRS;

    private final Books books = new Books(4);
    private final AccountCode from = books.unguarded("from", Books.JPY);
    private final AccountCode to = books.neverBelowZero("to", Books.JPY);

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void whatAnAccountHoldsStaysTheSameOverCheckPoints() {
        for (int round = 1; round <= 3; round++) {
            postMany(round, FULL + round);
            var mark = books.checkpoints.mark();
            assertThat(books.checkpoints.isFinal(mark)).isTrue();
            assertThat(books.checkpoints.advance(mark)).isEqualTo(2);
            assertThat(books.checkpoints.advance(mark)).isZero();
            postMany(10 + round, 3);
        }

        long all = (3L * FULL + 6 + 9) * PAIRS;
        assertThat(books.ledger.balance(from).posted()).isEqualTo(-all);
        assertThat(books.ledger.entries(from, Long.MAX_VALUE, 2).getLast().balanceAfter())
                .isEqualTo(1 - all);
        assertThat(books.ledger.trialBalance().isBalanced()).isTrue();
        assertThat(books.ledger.verify()).isInstanceOf(Verification.Sound.class);
        for (var at : List.of(-1, 0, 7, 1_020, 2_001, 2_049, 10_000)) {
            var instant = Books.NOON.plusSeconds(at);
            long expected = books.owner
                    .sql("select coalesce(sum(amount), 0) from ledger_entry e join ledger_account a "
                            + "on a.id = e.account_id where a.code = 'from' and e.effective_at <= :at")
                    .param("at", instant.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single();
            assertThat(books.ledger.balanceAt(from, instant)).isEqualTo(expected);
        }
    }

    @Test
    void nobodyHasToReadMoreThanOnePartHoweverMuchWasPostedMeanwhile() {
        postMany(1, 3 * FULL + 7);

        assertThat(books.checkpoints.advance(books.checkpoints.mark())).isEqualTo(2 * 3);

        assertThat(books.app.sql("""
                                select count(*) from ledger_checkpoint c join ledger_entry e on e.account_id = c.account_id
                                and e.sequence > c.after and e.sequence <= c.through group by c.account_id, c.through""").query(Integer.class).list()).containsOnly(Checkpoints.ENTRIES);
        assertThat(books.ledger.balance(from).posted()).isEqualTo(-(3L * FULL + 7) * PAIRS);
        assertThat(books.ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void anAccountOfMoreThanSixtyFourBitsIsNamedAndHoldsUpNoOther() {
        var full = books.unguarded("full", Books.JPY);
        var empty = books.unguarded("empty", Books.JPY);
        for (int i = 0; i < 19; i++) {
            var legs = new ArrayList<Leg>();
            for (int each = 0; each < 500; each++) {
                legs.add(new Leg(full, Books.JPY, 1_000_000_000_000_000L));
                legs.add(new Leg(empty, Books.JPY, -1_000_000_000_000_000L));
            }
            var journal = new Journal(JournalId.derive("full", "" + i), "test", Books.NOON, legs, Map.of());
            books.in(() -> books.ledger.post(journal).orThrow());
        }
        postMany(1, FULL);

        books.checkpoints.advance(books.checkpoints.mark());

        assertThat(books.app
                        .sql("select a.code from ledger_checkpoint c join ledger_account a on a.id = c.account_id "
                                + "where c.through = (select max(through) from ledger_checkpoint)")
                        .query(String.class)
                        .list())
                .contains("from", "to");
        assertThat(books.ledger.verify()).isInstanceOfSatisfying(Verification.Broken.class, broken -> {
            assertThat(broken.rule()).isEqualTo("balance-fits");
            assertThat(broken.where()).isEqualTo("empty");
        });
    }

    @Test
    void theJobMakesThem() {
        postMany(1, FULL);

        new CheckpointJob(books.checkpoints).run();

        assertThat(points()).isEqualTo(2);
    }

    @Test
    void aJournalThatIsStillUnderWayIsNeverLeftBehindACheckPoint() throws Exception {
        var posted = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var slow = CompletableFuture.runAsync(() -> books.transaction.executeWithoutResult(_ -> {
            assertThat(books.ledger.post(journal("slow", Books.NOON)).isOnTheBooks())
                    .isTrue();
            posted.countDown();
            await(commit);
        }));
        await(posted);
        // On accounts of their own: nobody waits for the slow one.
        var other = books.unguarded("other", Books.JPY);
        var another = books.unguarded("another", Books.JPY);
        postMany(1, FULL, other, another);

        var mark = books.checkpoints.mark();
        assertThat(books.checkpoints.isFinal(mark)).isFalse();
        var job = new CheckpointJob(books.checkpoints);
        job.run();
        assertThat(points()).isZero();
        commit.countDown();
        slow.get(120, TimeUnit.SECONDS);

        assertThat(books.checkpoints.isFinal(mark)).isTrue();
        job.run();
        assertThat(points()).isEqualTo(2);
        assertThat(books.ledger.balance(from).posted()).isEqualTo(-1);
        assertThat(books.ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void theSequencesBelowAMarkAreOnDiskSoThatACrashDoesNotGiveThemOutAgain() {
        for (int round = 0; round < 20; round++) {
            books.transaction.executeWithoutResult(transaction -> {
                // PostgreSQL writes down every 33rd; a transaction that is rolled back waits for no disk.
                books.app
                        .sql("select nextval('ledger_journal_sequence_seq') from generate_series(1, 40)")
                        .query(Long.class)
                        .list();
                transaction.setRollbackOnly();
            });
            var written = books.owner
                    .sql("select pg_current_wal_insert_lsn()::text")
                    .query(String.class)
                    .single();
            books.checkpoints.mark();
            assertThat(books.owner
                            .sql("select pg_current_wal_flush_lsn() >= :written::pg_lsn")
                            .param("written", written)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    private long points() {
        return books.app
                .sql("select count(*) from ledger_checkpoint")
                .query(Long.class)
                .single();
    }

    private void postMany(int round, int journals) {
        postMany(round, journals, from, to);
    }

    private void postMany(int round, int journals, AccountCode out, AccountCode in) {
        books.transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < journals; i++) {
                // Some of every round happened before others that were recorded earlier.
                var at = Books.NOON.plusSeconds(i + (i % 7 == 0 ? 0 : 1_000L * round));
                var legs = new ArrayList<Leg>();
                IntStream.range(0, PAIRS)
                        .forEach(_ -> legs.addAll(List.of(Leg.into(in, Money.jpy(1)), Leg.outOf(out, Money.jpy(1)))));
                books.ledger
                        .post(new Journal(JournalId.derive(out + " " + round + " " + i), "test", at, legs, Map.of()))
                        .orThrow();
            }
        });
    }

    private Journal journal(String word, Instant at) {
        return Journal.of(
                JournalId.derive(word), "test", at, Leg.into(to, Money.jpy(1)), Leg.outOf(from, Money.jpy(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Duration.ofSeconds(120).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
