package org.tsudoi.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Balance;
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
import org.tsudoi.ledger.Verification;

class HoldingTest {
    private static final Books BOOKS = new Books(4);
    private static final Instant EXPIRY = Books.NOON.plus(Duration.ofMinutes(10));

    @AfterAll
    static void close() {
        assertThat(BOOKS.ledger.verify()).isInstanceOf(Verification.Sound.class);
        BOOKS.close();
    }

    @Test
    void whatIsHeldForOneIsNotThereForAnother() {
        var event = event("a", 2);
        assertThat(hold(event, "a-ann", 2)).isInstanceOf(HoldOutcome.Held.class);

        assertThat(hold(event, "a-bob", 1))
                .isEqualTo(new HoldOutcome.Refused(HoldId.derive("a-bob"), Refusal.BELOW_FLOOR, event.seats()));
        assertThat(BOOKS.ledger.balance(event.seats())).isEqualTo(new Balance(event.seats(), Asset.SEAT, 2, 2, 0));
        assertThat(BOOKS.ledger.balance(event.seats()).available()).isZero();
        assertThat(BOOKS.ledger.balance(event.taken())).isEqualTo(new Balance(event.taken(), Asset.SEAT, 0, 0, 2));
        var sale = Journal.of(JournalId.derive("a-sale"), "sale", Books.NOON, event.legs(1));
        assertThat(BOOKS.in(() -> BOOKS.ledger.post(sale)))
                .isEqualTo(new Outcome.Refused(sale.id(), Refusal.BELOW_FLOOR, event.seats()));
    }

    @Test
    void settlingPostsWhatWasHeld() {
        var event = event("b", 2);
        hold(event, "b", 2);

        var outcome = settle("b", Books.NOON);

        assertThat(outcome).isInstanceOf(Outcome.Posted.class);
        assertThat(BOOKS.ledger.balance(event.seats())).isEqualTo(new Balance(event.seats(), Asset.SEAT, 0, 0, 0));
        assertThat(BOOKS.ledger.balance(event.taken())).isEqualTo(new Balance(event.taken(), Asset.SEAT, 2, 0, 0));
        var journal = BOOKS.ledger.journal(JournalId.derive("b")).orElseThrow();
        assertThat(journal.hold()).isEqualTo(Optional.of(HoldId.derive("b")));
        assertThat(journal.journal().kind()).isEqualTo("seats");
        assertThat(journal.journal().metadata()).containsExactly(Map.entry("order", "b"));
        assertThat(state("b"))
                .isInstanceOfSatisfying(
                        HoldState.Settled.class,
                        settled -> assertThat(settled.journal()).isEqualTo(JournalId.derive("b")));
    }

    @Test
    void settlingAPartFreesTheRest() {
        var event = event("c", 3);
        hold(event, "c", 3);

        assertThat(settle("c", event.legs(1))).isInstanceOf(Outcome.Posted.class);

        assertThat(BOOKS.ledger.balance(event.seats())).isEqualTo(new Balance(event.seats(), Asset.SEAT, 2, 0, 0));
    }

    @Test
    void settlingAgainAnswersWithTheFirstResultAndByAnotherJournalIsRefused() {
        var event = event("d", 3);
        hold(event, "d", 1);
        var first = (Outcome.Posted) settle("d", Books.NOON);

        assertThat(settle("d", EXPIRY.plusSeconds(9)))
                .isEqualTo(new Outcome.AlreadyPosted(first.id(), first.sequence(), first.recordedAt()));
        var other = JournalId.derive("d", "other");
        assertThat(BOOKS.in(() -> BOOKS.ledger.settle(HoldId.derive("d"), other, Books.NOON)))
                .isEqualTo(new Outcome.Refused(other, Refusal.HOLD_ALREADY_SETTLED, null));
        assertThat(BOOKS.in(() -> BOOKS.ledger.release(HoldId.derive("d"), "late")))
                .isEqualTo(new ReleaseOutcome.Refused(HoldId.derive("d"), Refusal.HOLD_ALREADY_SETTLED));
    }

    @Test
    void releasingFreesOnce() {
        var event = event("e", 1);
        hold(event, "e", 1);

        assertThat(release("e")).isEqualTo(new ReleaseOutcome.Released(HoldId.derive("e")));
        assertThat(release("e")).isEqualTo(new ReleaseOutcome.AlreadyReleased(HoldId.derive("e")));

        assertThat(BOOKS.ledger.balance(event.seats())).isEqualTo(new Balance(event.seats(), Asset.SEAT, 1, 0, 0));
        assertThat(reason(settle("e", Books.NOON))).isEqualTo(Refusal.HOLD_ALREADY_RELEASED);
        assertThat(state("e"))
                .isInstanceOfSatisfying(
                        HoldState.Released.class,
                        released -> assertThat(released.reason()).isEqualTo("changed their mind"));
        assertThat(release("never"))
                .isEqualTo(new ReleaseOutcome.Refused(HoldId.derive("never"), Refusal.HOLD_UNKNOWN));
    }

    @Test
    void anExpiredHoldIsNotSettledAndReservesUntilItIsSwept() {
        var event = event("f", 1);
        hold(event, "f", 1);

        assertThat(reason(settle("f", EXPIRY))).isEqualTo(Refusal.HOLD_EXPIRED);
        assertThat(BOOKS.ledger.balance(event.seats()).available()).isZero();
        assertThat(BOOKS.ledger.expireDue(EXPIRY.minusMillis(1), 100)).doesNotContain(HoldId.derive("f"));
        assertThat(BOOKS.ledger.expireDue(EXPIRY, 100)).contains(HoldId.derive("f"));
        assertThat(BOOKS.ledger.expireDue(EXPIRY, 100)).isEmpty();

        assertThat(BOOKS.ledger.balance(event.seats()).available()).isEqualTo(1);
        assertThat(reason(settle("f", Books.NOON))).isEqualTo(Refusal.HOLD_EXPIRED);
        assertThat(release("f")).isInstanceOf(ReleaseOutcome.AlreadyReleased.class);
        assertThat(state("f")).isInstanceOf(HoldState.Expired.class);
    }

    @Test
    void whatWasPaidInTimeIsSettledEvenWhenWordOfItComesLate() {
        var event = event("g", 1);
        var late = HoldId.derive("g");
        BOOKS.in(() -> BOOKS.ledger.hold(Hold.of(late, Books.NOON.plusSeconds(1), "seats", event.legs(1))));

        assertThat(settle("g", Books.NOON)).isInstanceOf(Outcome.Posted.class);
        assertThat(BOOKS.ledger.expireDue(Books.NOON.plusSeconds(5), 100)).doesNotContain(late);
    }

    @Test
    void holdingAgainAnswersWithTheFirstResultAndOtherContentIsRefused() {
        var event = event("h", 1);
        var first = (HoldOutcome.Held) hold(event, "h", 1);

        assertThat(hold(event, "h", 1))
                .isEqualTo(new HoldOutcome.AlreadyHeld(first.id(), first.expiresAt(), first.recordedAt()));
        assertThat(hold(event, "h", 2))
                .isEqualTo(new HoldOutcome.Refused(first.id(), Refusal.ID_REUSED_WITH_OTHER_CONTENT, null));
        assertThat(BOOKS.ledger.balance(event.seats()).heldOut()).isEqualTo(1);
    }

    @Test
    void aCeilingCountsWhatIsStillToComeIn() {
        var wallet = new AccountCode("i:wallet");
        BOOKS.open(new Account(wallet, Books.JPY, null, 100L));
        var from = BOOKS.unguarded("i:from", Books.JPY);
        Leg[] sixty = {Leg.into(wallet, Books.JPY, 60), Leg.outOf(from, Books.JPY, 60)};
        BOOKS.in(() -> BOOKS.ledger.hold(Hold.of(HoldId.derive("i"), EXPIRY, "top-up", sixty)));

        assertThat(BOOKS.in(() -> BOOKS.ledger.post(Journal.of(JournalId.derive("i"), "top-up", EXPIRY, sixty))))
                .isEqualTo(new Outcome.Refused(JournalId.derive("i"), Refusal.ABOVE_CEILING, wallet));
        release("i");
        assertThat(BOOKS.in(() -> BOOKS.ledger.post(Journal.of(JournalId.derive("i"), "top-up", EXPIRY, sixty))))
                .isInstanceOf(Outcome.Posted.class);
    }

    private record Event(AccountCode seats, AccountCode taken) {
        Leg[] legs(long places) {
            return new Leg[] {Leg.outOf(seats, Asset.SEAT, places), Leg.into(taken, Asset.SEAT, places)};
        }
    }

    private static Event event(String name, int places) {
        var issued = BOOKS.unguarded(name + ":seats:issued", Asset.SEAT);
        var event = new Event(
                BOOKS.neverBelowZero(name + ":seats:available", Asset.SEAT),
                BOOKS.unguarded(name + ":seats:taken", Asset.SEAT));
        BOOKS.in(() -> BOOKS.ledger.post(Journal.of(
                JournalId.derive(name, "issue"),
                "issue",
                Books.NOON,
                Leg.into(event.seats(), Asset.SEAT, places),
                Leg.outOf(issued, Asset.SEAT, places))));
        return event;
    }

    private static HoldOutcome hold(Event event, String word, int places) {
        var hold = Hold.of(HoldId.derive(word), EXPIRY, "seats", event.legs(places))
                .with(Map.of("order", word));
        return BOOKS.in(() -> BOOKS.ledger.hold(hold));
    }

    private static Outcome settle(String word, Instant at) {
        return BOOKS.in(() -> BOOKS.ledger.settle(HoldId.derive(word), JournalId.derive(word), at));
    }

    private static Outcome settle(String word, Leg... part) {
        return BOOKS.in(
                () -> BOOKS.ledger.settle(HoldId.derive(word), JournalId.derive(word), Books.NOON, List.of(part)));
    }

    private static ReleaseOutcome release(String word) {
        return BOOKS.in(() -> BOOKS.ledger.release(HoldId.derive(word), "changed their mind"));
    }

    private static HoldState state(String word) {
        return BOOKS.ledger.hold(HoldId.derive(word)).orElseThrow();
    }

    private static Refusal reason(Outcome outcome) {
        return ((Outcome.Refused) outcome).reason();
    }
}
