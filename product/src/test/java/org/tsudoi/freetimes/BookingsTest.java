package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsudoi.freetimes.Calendar.HOUR;
import static org.tsudoi.freetimes.Calendar.done;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.freetimes.Booking.Absent;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Answer.Refused;
import org.tsudoi.freetimes.Bookings.Reason;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class BookingsTest {
    private final Bookings bookings;
    private final TestClock clock;
    private final JdbcClient sql;
    private final Calendar calendar;

    BookingsTest(Bookings bookings, FreeTimes times, Members members, Ids ids, TestClock clock, JdbcClient sql) {
        this.bookings = bookings;
        this.clock = clock;
        this.sql = sql;
        this.calendar = new Calendar(members, times, bookings, ids, clock);
    }

    private static Answer refused(Reason reason) {
        return new Refused(reason);
    }

    @Test
    void aFreeTimeIsTakenByOneGuestAndThenGoneForOthers() {
        var host = calendar.host();
        var start = calendar.at(3, 10);
        assertThat(calendar.free(host, 3)).contains(start);
        var wish = calendar.wish(host, calendar.somebody(), start);
        var booking = done(bookings.take(wish));
        assertThat(booking)
                .isInstanceOfSatisfying(
                        Booking.Agreed.class, it -> assertThat(it.startsAt()).isEqualTo(start));
        assertThat(bookings.take(wish)).isEqualTo(new Answer.Done(booking));
        assertThat(bookings.find(wish.id())).contains(booking);
        assertThat(bookings.of(wish.reference())).containsExactly(booking);
        assertThat(calendar.take(host, start)).isEqualTo(refused(Reason.TAKEN));
        assertThat(calendar.free(host, 3)).doesNotContain(start);
    }

    @Test
    void buffersLieBetweenTwoBookings() {
        var host = calendar.host();
        calendar.taken(host, calendar.somebody(), calendar.at(3, 10));
        assertThat(calendar.free(host, 3))
                .contains(calendar.at(3, 8), calendar.at(3, 8).plus(Duration.ofMinutes(30)))
                .doesNotContain(calendar.at(3, 9), calendar.at(3, 10), calendar.at(3, 11))
                .contains(calendar.at(3, 11).plus(Duration.ofMinutes(30)));
        assertThat(calendar.take(host, calendar.at(3, 11))).isEqualTo(refused(Reason.TAKEN));
    }

    @Test
    void whatIsNotOfferedIsRefused() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var odd = calendar.at(3, 10).plus(Duration.ofMinutes(10));
        assertThat(bookings.take(calendar.wish(host, guest, odd))).isEqualTo(refused(Reason.NOT_FREE));
        assertThat(bookings.take(calendar.wish(host, guest, calendar.at(90, 10))))
                .isEqualTo(refused(Reason.NOT_FREE));
        assertThat(bookings.take(calendar.wish(calendar.somebody(), guest, calendar.at(3, 10))))
                .isEqualTo(refused(Reason.NOT_FREE));
        var wish = calendar.wish(host, guest, calendar.at(3, 10));
        assertThat(bookings.take(new Bookings.Wish(
                        wish.id(), host, guest, wish.reference(), Duration.ofMinutes(5), wish.startsAt())))
                .isEqualTo(refused(Reason.TIMES_OUT_OF_BOUNDS));
        assertThat(bookings.take(new Bookings.Wish(
                        wish.id(), host, guest, wish.reference(), Duration.ofMinutes(50), wish.startsAt())))
                .isInstanceOf(Answer.Done.class);
    }

    @Test
    void theSameIdIsNotOfSomethingElse() {
        var host = calendar.host();
        var wish = calendar.wish(host, calendar.somebody(), calendar.at(3, 10));
        done(bookings.take(wish));
        for (var other : List.of(
                new Bookings.Wish(wish.id(), host, wish.guest(), wish.reference(), HOUR, calendar.at(3, 14)),
                new Bookings.Wish(
                        wish.id(), host, wish.guest(), wish.reference(), Duration.ofMinutes(30), wish.startsAt()),
                new Bookings.Wish(wish.id(), host, wish.guest(), "ord_other", HOUR, wish.startsAt()))) {
            assertThat(bookings.take(other)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
            assertThat(bookings.takeUnpaid(other, calendar.at(2, 0))).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        }
        var moved = done(bookings.move(wish.id(), wish.guest(), calendar.at(4, 10)));
        assertThat(bookings.take(wish)).isEqualTo(new Answer.Done(moved));
    }

    @Test
    void whatIsBookedIsNotBookedOnceMoreWithWhomeverItMayBe() {
        var first = calendar.wish(calendar.host(), calendar.somebody(), calendar.at(3, 10));
        var again = new Bookings.Wish(
                calendar.newId(), calendar.host(), first.guest(), first.reference(), HOUR, calendar.at(5, 10));
        done(bookings.take(first));
        assertThat(bookings.take(again)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        assertThat(bookings.takeUnpaid(again, calendar.at(2, 0))).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        bookings.cancel(first.id(), first.host());
        done(bookings.take(again));
    }

    @Test
    void howeverManyHostsAreAskedAtOnceOneOfThemIsBooked() throws Exception {
        var guest = calendar.somebody();
        var rush = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            var wish = new Bookings.Wish(
                    calendar.newId(), calendar.host(), guest, "ord_" + guest, HOUR, calendar.at(5 + i, 10));
            rush.add(() -> bookings.take(wish));
        }
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var one : crowd.invokeAll(rush)) {
                if (!(one.get() instanceof Answer.Done)) {
                    assertThat(one.get()).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
                }
            }
        }
        assertThat(bookings.of("ord_" + guest)).hasSize(1);
    }

    @Test
    void nobodyIsInTwoPlacesAtATime() {
        var host = calendar.host();
        var other = calendar.host();
        var guest = calendar.somebody();
        calendar.taken(host, guest, calendar.at(3, 10));
        assertThat(bookings.take(calendar.wish(other, guest, calendar.at(3, 10))))
                .isEqualTo(refused(Reason.ELSEWHERE));
        // A host who is somebody's guest, and a guest who has guests of their own.
        calendar.taken(other, host, calendar.at(4, 10));
        assertThat(calendar.free(host, 4)).doesNotContain(calendar.at(4, 10)).contains(calendar.at(4, 12));
        assertThat(calendar.take(host, calendar.at(4, 10))).isEqualTo(refused(Reason.ELSEWHERE));
        var asGuest = calendar.host();
        calendar.taken(asGuest, calendar.somebody(), calendar.at(6, 10));
        assertThat(bookings.take(calendar.wish(other, asGuest, calendar.at(6, 10))))
                .isEqualTo(refused(Reason.ELSEWHERE));
        var later = calendar.taken(other, guest, calendar.at(3, 14));
        assertThat(bookings.move(later.id(), guest, calendar.at(3, 10))).isEqualTo(refused(Reason.ELSEWHERE));
    }

    @Test
    void ofManyHostsWhoAreAskedForTheSameHourOneHasIt() throws Exception {
        var guest = calendar.somebody();
        var rush = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 8; i++) {
            var wish = calendar.wish(calendar.host(), guest, calendar.at(5, 10));
            rush.add(() -> bookings.take(wish));
        }
        int got = 0;
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var one : crowd.invokeAll(rush)) if (one.get() instanceof Answer.Done) got++;
        }
        assertThat(got).isEqualTo(1);
    }

    @Test
    void whatIsShownToMoveToIsWhatMovingTakes() {
        var host = calendar.host();
        var other = calendar.host();
        var guest = calendar.somebody();
        var booking = calendar.taken(host, guest, calendar.at(5, 10));
        calendar.taken(host, calendar.somebody(), calendar.at(5, 14));
        calendar.taken(other, guest, calendar.at(5, 18));
        var shown = bookings.timesToMove(booking.id(), guest, calendar.at(5, 0), calendar.at(6, 0)).stream()
                .map(Slot::startsAt)
                .toList();
        // Half an hour later overlaps nothing but itself.
        assertThat(shown).contains(calendar.at(5, 10).plus(Duration.ofMinutes(30)));
        assertThat(shown).doesNotContain(calendar.at(5, 10), calendar.at(5, 14), calendar.at(5, 18));
        for (var start = calendar.at(5, 0); start.isBefore(calendar.at(6, 0)); start = start.plusSeconds(1800)) {
            var asked = bookings.askToMove(booking.id(), host);
            assertThat(asked).isInstanceOf(Answer.Done.class);
            var times = bookings.timesToMove(booking.id(), guest, start, start.plusSeconds(1));
            assertThat(bookings.move(booking.id(), guest, start) instanceof Answer.Done)
                    .as(start.toString())
                    .isEqualTo(!times.isEmpty());
        }
        var soon = calendar.taken(host, guest, calendar.at(1, 0));
        assertThat(bookings.timesToMove(soon.id(), guest, calendar.at(2, 0), calendar.at(4, 0)))
                .isEmpty();
        assertThatThrownBy(() -> bookings.timesToMove(soon.id(), host, calendar.at(2, 0), calendar.at(4, 0)))
                .isInstanceOf(Problem.class);
    }

    @Test
    void howeverManyComeAtOnceNoTwoBookingsOverlap() throws Exception {
        var host = calendar.host();
        var rush = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 24; i++) {
            var start = calendar.at(5, 10).plus(Duration.ofMinutes(30L * (i % 8)));
            var wish = calendar.wish(host, calendar.somebody(), start);
            rush.add(() -> bookings.take(wish));
        }
        int got = 0;
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var one : crowd.invokeAll(rush)) {
                if (one.get() instanceof Answer.Done) got++;
                else assertThat(one.get()).isEqualTo(refused(Reason.TAKEN));
            }
        }
        assertThat(got).isBetween(2, 3);
        assertThat(overlaps(host)).isZero();
    }

    private int overlaps(MemberId host) {
        return sql.sql("""
                        select count(*) from booking_time a join booking_time b
                        on a.host = b.host and a.booking < b.booking and a.taken && b.taken where a.host = :host""").param("host", host.value()).query(Integer.class).single();
    }

    @Test
    void noMoreBookingsBeginOnADayThanTheHostWants() {
        var host = calendar.host(Calendar.dayAndNight(2));
        calendar.taken(host, calendar.somebody(), calendar.at(3, 9));
        var second = calendar.taken(host, calendar.somebody(), calendar.at(3, 12));
        assertThat(calendar.free(host, 3)).isEmpty();
        assertThat(calendar.take(host, calendar.at(3, 15))).isEqualTo(refused(Reason.NOT_FREE));
        assertThat(calendar.free(host, 4)).isNotEmpty();
        bookings.cancel(second.id(), host);
        assertThat(calendar.free(host, 3)).contains(calendar.at(3, 15));
    }

    @Test
    void aTimeThatIsNotPaidIsFreeAgainAfterwards() {
        var host = calendar.host();
        var start = calendar.at(3, 10);
        var wish = calendar.wish(host, calendar.somebody(), start);
        var until = clock.instant().plus(Duration.ofMinutes(30));
        done(bookings.takeUnpaid(wish, until));
        assertThat(calendar.take(host, start)).isEqualTo(refused(Reason.TAKEN));
        done(bookings.keepUnpaid(wish.id(), until.plus(Duration.ofMinutes(10))));
        assertThat(done(bookings.paid(wish.id()))).isInstanceOf(Booking.Agreed.class);
        assertThat(done(bookings.paid(wish.id()))).isInstanceOf(Booking.Agreed.class);
        assertThat(bookings.keepUnpaid(wish.id(), until)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        var other = calendar.wish(host, calendar.somebody(), calendar.at(4, 10));
        done(bookings.takeUnpaid(other, until));
        done(bookings.decline(other.id(), other.guest()));
        assertThat(bookings.paid(other.id())).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        assertThat(calendar.free(host, 4)).contains(calendar.at(4, 10));
    }

    @Test
    void aTimeIsKeptForAPaymentNeverShorterThanSaidAndNotForEver() {
        var host = calendar.host();
        var wish = calendar.wish(host, calendar.somebody(), calendar.at(40, 10));
        var until = clock.instant().plus(Duration.ofDays(10));
        done(bookings.takeUnpaid(wish, until));
        assertThat(until(bookings.keepUnpaid(wish.id(), until.minus(Duration.ofDays(5)))))
                .isEqualTo(until);
        var latest = clock.instant().plus(Bookings.UNPAID_MAX);
        clock.forward(Duration.ofDays(9));
        assertThat(until(bookings.keepUnpaid(wish.id(), until.plus(Duration.ofDays(20)))))
                .isEqualTo(latest);
    }

    private static Instant until(Answer answer) {
        return ((Booking.Proposed) done(answer)).until();
    }

    @Test
    void aGuestMovesWithinTheirLimits() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var booking = calendar.taken(host, guest, calendar.at(5, 10));
        calendar.taken(host, calendar.somebody(), calendar.at(6, 10));
        assertThat(bookings.move(booking.id(), guest, calendar.at(6, 10))).isEqualTo(refused(Reason.TAKEN));
        assertThat(bookings.move(booking.id(), guest, calendar.at(5, 10))).isEqualTo(refused(Reason.NOT_FREE));
        // Half an hour later overlaps nothing but itself.
        var later = calendar.at(5, 10).plus(Duration.ofMinutes(30));
        assertThat(done(bookings.move(booking.id(), guest, later))).isInstanceOfSatisfying(Booking.Moved.class, it -> {
            assertThat(it.startsAt()).isEqualTo(later);
            assertThat(it.ownMoves()).isEqualTo(1);
        });
        assertThat(done(bookings.move(booking.id(), guest, calendar.at(7, 10)))).isInstanceOf(Booking.Moved.class);
        assertThat(calendar.free(host, 5)).contains(calendar.at(5, 10));
        assertThat(bookings.move(booking.id(), guest, calendar.at(8, 10))).isEqualTo(refused(Reason.TOO_OFTEN));
        done(bookings.askToMove(booking.id(), host));
        assertThat(done(bookings.move(booking.id(), guest, calendar.at(8, 10))))
                .isInstanceOfSatisfying(Booking.Moved.class, it -> {
                    assertThat(it.moves()).isEqualTo(3);
                    assertThat(it.ownMoves()).isEqualTo(2);
                });
        var soon = calendar.taken(host, guest, calendar.at(1, 0));
        assertThat(bookings.move(soon.id(), guest, calendar.at(9, 10))).isEqualTo(refused(Reason.TOO_LATE));
    }

    @Test
    void whoCancelsLateIsToldSoAndTheTimeIsFree() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var early = calendar.taken(host, guest, calendar.at(5, 10));
        assertThat(done(bookings.cancel(early.id(), guest))).isInstanceOfSatisfying(Booking.Cancelled.class, it -> {
            assertThat(it.late()).isFalse();
            assertThat(it.by()).isEqualTo(Party.GUEST);
        });
        assertThat(calendar.free(host, 5)).contains(calendar.at(5, 10));
        var soon = calendar.taken(host, guest, calendar.at(1, 0));
        assertThat(done(bookings.cancel(soon.id(), guest)))
                .isInstanceOfSatisfying(
                        Booking.Cancelled.class, it -> assertThat(it.late()).isTrue());
        var again = calendar.taken(host, guest, calendar.at(1, 0));
        assertThat(done(bookings.cancel(again.id(), host)))
                .isInstanceOfSatisfying(
                        Booking.Cancelled.class, it -> assertThat(it.late()).isFalse());
        assertThat(bookings.move(again.id(), guest, calendar.at(6, 10))).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
    }

    @Test
    void whetherItTookPlaceIsSaidOnceItHasBegun() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var start = calendar.at(2, 10);
        var booking = calendar.taken(host, guest, start);
        assertThat(bookings.held(booking.id(), host)).isEqualTo(refused(Reason.NOT_AT_THIS_TIME));
        clock.forwardTo(start);
        assertThat(bookings.cancel(booking.id(), guest)).isEqualTo(refused(Reason.NOT_AT_THIS_TIME));
        assertThat(bookings.move(booking.id(), guest, calendar.at(6, 10))).isEqualTo(refused(Reason.NOT_AT_THIS_TIME));
        assertThat(done(bookings.held(booking.id(), host))).isInstanceOf(Booking.Held.class);
        assertThat(done(bookings.noShow(booking.id(), host, Absent.GUEST))).isInstanceOf(Booking.NoShow.class);
        assertThat(done(bookings.noShow(booking.id(), host, Absent.BOTH)))
                .isInstanceOfSatisfying(
                        Booking.NoShow.class, it -> assertThat(it.absent()).isEqualTo(Absent.BOTH));
        assertThat(bookings.ofHost(host, start, start.plusSeconds(1))).hasSize(1);
        assertThat(bookings.ofGuest(guest, start, start.plusSeconds(1))).hasSize(1);
    }

    @Test
    void aGuestMaySayThatTheHostDidNotComeWhileTheHostHasSaidNothing() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var booking = calendar.taken(host, guest, calendar.at(2, 10));
        var id = booking.id();
        assertThat(bookings.noShow(id, guest, Absent.HOST)).isEqualTo(refused(Reason.NOT_AT_THIS_TIME));
        clock.forwardTo(calendar.at(2, 10));
        assertThatThrownBy(() -> bookings.noShow(id, guest, Absent.GUEST)).isInstanceOf(Problem.class);
        assertThat(bookings.noShow(id, guest, Absent.HOST))
                .as("a host may be late")
                .isEqualTo(refused(Reason.NOT_AT_THIS_TIME));
        clock.forward(Bookings.HOST_IS_AWAITED);
        assertThat(done(bookings.noShow(id, guest, Absent.HOST))).isInstanceOf(Booking.NoShow.class);
        // Then it can be booked anew, and the host cannot take the first one for held any more.
        var reference = booking.terms().reference();
        done(bookings.take(new Bookings.Wish(calendar.newId(), host, guest, reference, HOUR, calendar.at(5, 10))));
        assertThat(bookings.held(id, host)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        var late = calendar.taken(host, guest, calendar.at(7, 10));
        clock.forwardTo(calendar.at(7, 11).plus(Bookings.SAID_WITHIN));
        assertThat(bookings.noShow(late.id(), guest, Absent.HOST))
                .as("it counts as held by then")
                .isEqualTo(refused(Reason.NOT_AT_THIS_TIME));
        var heldStart = calendar.at(8, 10);
        var other = calendar.taken(host, guest, heldStart);
        clock.forwardTo(heldStart);
        done(bookings.held(other.id(), host));
        assertThat(bookings.noShow(other.id(), guest, Absent.HOST)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
    }

    @Test
    void askingOnceMoreChangesNothing() {
        var host = calendar.host();
        var booking = calendar.taken(host, calendar.somebody(), calendar.at(5, 10));
        done(bookings.askToMove(booking.id(), host));
        done(bookings.askToMove(booking.id(), host));
        assertThat(sql.sql("select count(*) from booking_event where booking = :id and what = 'move_wanted'")
                        .param("id", booking.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void strangersLearnNothing() {
        var host = calendar.host();
        var guest = calendar.somebody();
        var stranger = calendar.somebody();
        var id = calendar.taken(host, guest, calendar.at(5, 10)).id();
        Instant other = calendar.at(6, 10);
        for (var asking : List.<Callable<Answer>>of(
                () -> bookings.move(id, host, other),
                () -> bookings.move(id, stranger, other),
                () -> bookings.cancel(id, stranger),
                () -> bookings.askToMove(id, guest),
                () -> bookings.held(id, guest),
                () -> bookings.noShow(id, stranger, Absent.HOST),
                () -> bookings.cancel(calendar.newId(), host))) {
            assertThatThrownBy(asking::call).isInstanceOf(Problem.class).hasMessageContaining("not-found");
        }
        assertThatThrownBy(() ->
                        bookings.take(new Bookings.Wish(id, host, stranger, "ord_other", HOUR, calendar.at(7, 10))))
                .isInstanceOf(IllegalStateException.class);
    }
}
