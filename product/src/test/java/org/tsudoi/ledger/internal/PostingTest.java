package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.Journal;
import org.tsudoi.ledger.JournalId;
import org.tsudoi.ledger.Leg;
import org.tsudoi.ledger.Outcome;
import org.tsudoi.ledger.Refusal;
import org.tsudoi.ledger.RefusedByLedger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.money.Money;

class PostingTest {
    private static final Books BOOKS = new Books(4);

    @AfterAll
    static void close() {
        BOOKS.close();
    }

    @Test
    void whatIsOnTheBooksAlreadyMovesNothingAloneOrTogether() {
        var seats = BOOKS.neverBelowZero("event:evt_again:seats:available", Asset.SEAT);
        var issued = BOOKS.unguarded("event:evt_again:seats:issued", Asset.SEAT);
        post("again-seats", Leg.into(seats, Asset.SEAT, 10), Leg.outOf(issued, Asset.SEAT, 10));
        var sales = Stream.of("again-1", "again-2")
                .map(word -> Journal.of(
                        JournalId.derive(word),
                        "test",
                        Books.NOON,
                        Leg.outOf(seats, Asset.SEAT, 1),
                        Leg.into(issued, Asset.SEAT, 1)))
                .toList();
        assertThat(BOOKS.in(() -> BOOKS.ledger.postEach(sales))).allMatch(Outcome.Posted.class::isInstance);
        for (int times = 0; times < 2; times++) {
            assertThat(BOOKS.in(() -> BOOKS.ledger.postEach(sales))).allMatch(Outcome.AlreadyPosted.class::isInstance);
            assertThat(BOOKS.in(() -> BOOKS.ledger.post(sales.getFirst()))).isInstanceOf(Outcome.AlreadyPosted.class);
        }
        assertThat(posted(seats)).isEqualTo(8);
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void aSaleMovesMoneyAndSeatsInOneJournal() {
        var stripe = BOOKS.unguarded("provider:stripe:JPY", Books.JPY);
        var payable = BOOKS.unguarded("organiser:org_a:payable:JPY", Books.JPY);
        var fees = BOOKS.unguarded("revenue:fees:JPY", Books.JPY);
        var issued = BOOKS.unguarded("event:evt_a:seats:issued", Asset.SEAT);
        var seats = BOOKS.neverBelowZero("event:evt_a:seats:available", Asset.SEAT);
        post("a-seats", Leg.into(seats, Asset.SEAT, 10), Leg.outOf(issued, Asset.SEAT, 10));
        var taken = BOOKS.unguarded("event:evt_a:seats:taken", Asset.SEAT);

        var outcome = post(
                "a-paid",
                Leg.into(stripe, Money.jpy(1500)),
                Leg.outOf(payable, Money.jpy(1350)),
                Leg.outOf(fees, Money.jpy(150)),
                Leg.outOf(seats, Asset.SEAT, 1),
                Leg.into(taken, Asset.SEAT, 1));

        assertThat(outcome).isInstanceOf(Outcome.Posted.class);
        assertThat(posted(stripe)).isEqualTo(1500);
        assertThat(posted(payable)).isEqualTo(-1350);
        assertThat(posted(fees)).isEqualTo(-150);
        assertThat(posted(seats)).isEqualTo(9);
        assertThat(BOOKS.ledger.balances("event:evt_a:"))
                .extracting(balance -> balance.account().value() + " " + balance.posted())
                .containsExactly(
                        "event:evt_a:seats:available 9", "event:evt_a:seats:issued -10", "event:evt_a:seats:taken 1");
        assertThat(BOOKS.ledger.trialBalance().isBalanced()).isTrue();
    }

    @Test
    void theSameJournalAgainAnswersWithTheFirstResultEvenWhenItWouldNowBeRefused() {
        var seats = BOOKS.neverBelowZero("event:evt_b:seats:available", Asset.SEAT);
        var issued = BOOKS.unguarded("event:evt_b:seats:issued", Asset.SEAT);
        post("b-seats", Leg.into(seats, Asset.SEAT, 1), Leg.outOf(issued, Asset.SEAT, 1));
        var last = new Leg[] {Leg.outOf(seats, Asset.SEAT, 1), Leg.into(issued, Asset.SEAT, 1)};
        var first = (Outcome.Posted) post("b-last", last);
        BOOKS.clock.forward(Duration.ofMinutes(3));

        var again = post("b-last", last);

        assertThat(again).isEqualTo(new Outcome.AlreadyPosted(first.id(), first.sequence(), first.recordedAt()));
        assertThat(posted(seats)).isZero();
    }

    @Test
    void whatTheCallerRollsBackWasNeverPosted() {
        var from = BOOKS.unguarded("c:from", Books.JPY);
        var to = BOOKS.neverBelowZero("c:to", Books.JPY);
        var journal = journal("c", Leg.into(to, Money.jpy(5)), Leg.outOf(from, Money.jpy(5)));

        BOOKS.transaction.executeWithoutResult(status -> {
            assertThat(BOOKS.ledger.post(journal).isOnTheBooks()).isTrue();
            status.setRollbackOnly();
        });

        assertThat(posted(to)).isZero();
        assertThat(BOOKS.ledger.journal(journal.id())).isEmpty();
        assertThat(BOOKS.in(() -> BOOKS.ledger.post(journal))).isInstanceOf(Outcome.Posted.class);
    }

    @Test
    void anAccountThatWasOpenedAndRolledBackIsNotKnownAfterwards() {
        var to = new AccountCode("rolled:to");
        var from = BOOKS.unguarded("rolled:from", Books.JPY);
        var journal = journal("rolled", Leg.into(to, Money.jpy(5)), Leg.outOf(from, Money.jpy(5)));

        BOOKS.transaction.executeWithoutResult(status -> {
            BOOKS.ledger.open(List.of(Account.neverBelowZero(to, Books.JPY)));
            assertThat(BOOKS.ledger.post(journal).isOnTheBooks()).isTrue();
            status.setRollbackOnly();
        });

        assertThat(BOOKS.in(() -> BOOKS.ledger.post(journal)))
                .isEqualTo(new Outcome.Refused(journal.id(), Refusal.UNKNOWN_ACCOUNT, to));
        BOOKS.in(() -> {
            BOOKS.ledger.open(List.of(Account.neverBelowZero(to, Books.JPY)));
            return BOOKS.ledger.post(journal);
        });
        assertThat(BOOKS.ledger.balances(List.of(from, to)))
                .extracting(balance -> balance.account().value() + " " + balance.posted())
                .containsExactly("rolled:from -5", "rolled:to 5");
    }

    @Test
    void nothingIsPostedWithoutTheCallersTransaction() {
        assertThatThrownBy(() -> BOOKS.ledger.post(journal("d"))).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aRefusalThatCannotBeIsThrownAndRollsBack() {
        assertThatThrownBy(() -> BOOKS.in(() -> BOOKS.ledger.post(journal("e")).orThrow()))
                .isInstanceOf(RefusedByLedger.class)
                .hasMessageEndingWith("refused: empty-journal");
    }

    @Test
    void anAccountMayBeOnSeveralLegs() {
        var from = BOOKS.neverBelowZero("f:from", Books.JPY);
        var to = BOOKS.unguarded("f:to", Books.JPY);
        post(
                "f",
                Leg.outOf(from, Money.jpy(5)),
                Leg.into(from, Money.jpy(9)),
                Leg.outOf(to, Money.jpy(1)),
                Leg.outOf(to, Money.jpy(3)));

        assertThat(posted(from)).isEqualTo(4);
        assertThat(BOOKS.ledger.entries(from, Long.MAX_VALUE, 10))
                .extracting(Entry::amount, Entry::balanceAfter)
                .containsExactly(tuple(9L, 4L), tuple(-5L, -5L));
    }

    @Test
    void openingAgainIsFineWithTheSameLimitsAndRefusedWithOthers() {
        var code = new AccountCode("g:wallet");
        BOOKS.open(new Account(code, Books.JPY, 0L, 500L));
        BOOKS.open(new Account(code, Books.JPY, 0L, 500L), new Account(code, Books.JPY, 0L, 500L));

        assertThat(BOOKS.ledger.account(code)).contains(new Account(code, Books.JPY, 0L, 500L));
        assertThatIllegalStateException()
                .isThrownBy(() -> BOOKS.open(Account.neverBelowZero(code, Books.JPY)))
                .withMessageStartingWith("g:wallet is open already");
        assertThatIllegalStateException().isThrownBy(() -> BOOKS.open(new Account(code, Asset.POINT, 0L, 500L)));
        var twice = new AccountCode("opened:twice:in:two:ways");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        BOOKS.open(Account.unguarded(twice, Books.JPY), Account.neverBelowZero(twice, Books.JPY)));
        assertThat(BOOKS.ledger.account(twice)).isEmpty();
    }

    @Test
    void onlyAnEmptyAccountIsClosed() {
        var account = BOOKS.neverBelowZero("h:wallet", Books.JPY);
        var other = BOOKS.unguarded("h:other", Books.JPY);
        post("h-in", Leg.into(account, Money.jpy(5)), Leg.outOf(other, Money.jpy(5)));

        assertThatIllegalStateException()
                .isThrownBy(() -> BOOKS.transaction.executeWithoutResult(_ -> BOOKS.ledger.close(account)));
        post("h-out", Leg.outOf(account, Money.jpy(5)), Leg.into(other, Money.jpy(5)));
        BOOKS.transaction.executeWithoutResult(_ -> BOOKS.ledger.close(account));
        BOOKS.transaction.executeWithoutResult(_ -> BOOKS.ledger.close(account));

        assertThat(post("h-late", Leg.into(account, Money.jpy(5)), Leg.outOf(other, Money.jpy(5))))
                .isEqualTo(new Outcome.Refused(JournalId.derive("h-late"), Refusal.ACCOUNT_CLOSED, account));
        assertThat(post("h-in", Leg.into(account, Money.jpy(5)), Leg.outOf(other, Money.jpy(5))))
                .isInstanceOf(Outcome.AlreadyPosted.class);
    }

    @Test
    void aJournalIsReadBackAsItWasWritten() {
        var from = BOOKS.unguarded("i:from", Books.JPY);
        var to = BOOKS.unguarded("i:to", Books.JPY);
        var journal = journal("i", Leg.into(to, Money.jpy(7)), Leg.outOf(from, Money.jpy(7)))
                .with(Map.of("order", "ord_\"1\"", "言語", "日本語"));
        BOOKS.in(() -> BOOKS.ledger.post(journal));
        BOOKS.in(() -> BOOKS.ledger.post(journal.reversal(JournalId.derive("i", "back"), "undone", Books.NOON)));

        var recorded = BOOKS.ledger.journal(journal.id()).orElseThrow();
        assertThat(recorded.journal()).isEqualTo(journal);
        assertThat(recorded.hold()).isEqualTo(Optional.empty());
        assertThat(BOOKS.ledger.journalsWith(Map.of("言語", "日本語"), 10)).containsExactly(recorded);
        assertThat(BOOKS.ledger.journalsWith(Map.of("言語", "日本語", "order", "ord_2"), 10))
                .isEmpty();
        assertThat(BOOKS.ledger.journalsWith(Map.of("reverses", journal.id().toString()), 10))
                .hasSize(1);
        assertThat(posted(to)).isZero();
    }

    @Test
    void anAccountIsReadPageByPageWithWhatItHeldAfterEachEntry() {
        var from = BOOKS.unguarded("j:from", Books.JPY);
        var to = BOOKS.unguarded("j:to", Books.JPY);
        for (int i = 1; i <= 7; i++) {
            post("j" + i, Leg.into(to, Money.jpy(i)), Leg.outOf(from, Money.jpy(i)));
        }

        var newest = BOOKS.ledger.entries(to, Long.MAX_VALUE, 3);
        var next = BOOKS.ledger.entries(to, newest.getLast().position(), 3);
        var last = BOOKS.ledger.entries(to, next.getLast().position(), 3);

        assertThat(newest).extracting(Entry::amount).containsExactly(7L, 6L, 5L);
        assertThat(newest).extracting(Entry::balanceAfter).containsExactly(28L, 21L, 15L);
        assertThat(next).extracting(Entry::balanceAfter).containsExactly(10L, 6L, 3L);
        assertThat(last).extracting(Entry::balanceAfter).containsExactly(1L);
        assertThat(BOOKS.ledger.entries(to, last.getLast().position(), 3)).isEmpty();
    }

    @Test
    void aPastBalanceCountsWhatHappenedByThenWheneverItWasRecorded() {
        var from = BOOKS.unguarded("k:from", Books.JPY);
        var to = BOOKS.neverBelowZero("k:to", Books.JPY);
        for (int hour : new int[] {2, 0, 1}) {
            var legs = List.of(Leg.into(to, Money.jpy(1 + hour)), Leg.outOf(from, Money.jpy(1 + hour)));
            var at = Books.NOON.plus(Duration.ofHours(hour));
            BOOKS.in(
                    () -> BOOKS.ledger.post(new Journal(JournalId.derive("k", "" + legs), "test", at, legs, Map.of())));
        }

        assertThat(BOOKS.ledger.balanceAt(to, Books.NOON.minusNanos(1000))).isZero();
        assertThat(BOOKS.ledger.balanceAt(to, Books.NOON)).isEqualTo(1);
        assertThat(BOOKS.ledger.balanceAt(to, Books.NOON.plus(Duration.ofMinutes(90))))
                .isEqualTo(3);
        assertThat(BOOKS.ledger.balanceAt(from, Books.NOON.plus(Duration.ofDays(1))))
                .isEqualTo(-6);
    }

    @Test
    void whatDoesNotExistIsSaid() {
        var nobody = new AccountCode("nobody");
        assertThat(BOOKS.ledger.account(nobody)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> BOOKS.ledger.balance(nobody));
        assertThatIllegalArgumentException().isThrownBy(() -> BOOKS.ledger.balances(List.of(nobody)));
        assertThatIllegalArgumentException().isThrownBy(() -> BOOKS.ledger.balanceAt(nobody, Books.NOON));
        assertThat(BOOKS.ledger.entries(nobody, Long.MAX_VALUE, 3)).isEmpty();
    }

    private static Outcome post(String word, Leg... legs) {
        return BOOKS.in(() -> BOOKS.ledger.post(journal(word, legs)));
    }

    private static Journal journal(String word, Leg... legs) {
        return Journal.of(JournalId.derive(word), "test", BOOKS.clock.instant(), legs);
    }

    private static long posted(AccountCode account) {
        return BOOKS.ledger.balance(account).posted();
    }
}
