package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsudoi.freetimes.Calendar.HOUR;
import static org.tsudoi.freetimes.Calendar.done;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.Booking.Why;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Answer.Refused;
import org.tsudoi.freetimes.Bookings.Proposal;
import org.tsudoi.freetimes.Bookings.Reason;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

@ProductTest
class ProposalsTest {
    private final Bookings bookings;
    private final TestClock clock;
    private final RecurringJob lapsing;
    private final JdbcClient sql;
    private final Calendar calendar;
    private final MemberId host;
    private final MemberId guest;

    ProposalsTest(
            Bookings bookings,
            FreeTimes times,
            Members members,
            Ids ids,
            TestClock clock,
            List<RecurringJob> jobs,
            JdbcClient sql) {
        this.sql = sql;
        this.bookings = bookings;
        this.clock = clock;
        this.lapsing = jobs.stream()
                .filter(job -> job.name().equals("freetimes-lapse-proposals"))
                .findFirst()
                .orElseThrow();
        this.calendar = new Calendar(members, times, bookings, ids, clock);
        this.host = calendar.host();
        this.guest = calendar.somebody();
    }

    private Proposal proposal(Party by, Instant... starts) {
        return proposal(by, "ord_" + UUID.randomUUID(), starts);
    }

    private Proposal proposal(Party by, String reference, Instant... starts) {
        return new Proposal(calendar.newId(), host, guest, reference, by, HOUR, List.of(starts));
    }

    private static Answer refused(Reason reason) {
        return new Refused(reason);
    }

    private static Answer refused(Reason reason, Instant time) {
        return new Refused(reason, Optional.of(time));
    }

    @Test
    void ofTheTimesThatAHostProposesTheGuestChoosesOneAndTheOthersAreFree() {
        var ten = calendar.at(5, 10);
        // Those of one proposal may overlap each other.
        var half = ten.plus(Duration.ofMinutes(30));
        var noon = calendar.at(6, 12);
        var id = done(bookings.propose(proposal(Party.HOST, ten, half, noon))).id();
        assertThat(calendar.take(host, noon)).isEqualTo(refused(Reason.TAKEN));
        assertThat(bookings.accept(id, guest, calendar.at(7, 10))).isEqualTo(refused(Reason.TIMES_OUT_OF_BOUNDS));
        assertThatThrownBy(() -> bookings.accept(id, host, noon)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> bookings.accept(id, calendar.somebody(), noon)).isInstanceOf(Problem.class);
        assertThat(done(bookings.accept(id, guest, half)))
                .isInstanceOfSatisfying(
                        Booking.Agreed.class, it -> assertThat(it.startsAt()).isEqualTo(half));
        assertThat(bookings.accept(id, guest, noon)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        var reference = bookings.find(id).orElseThrow().terms().reference();
        assertThat(bookings.propose(proposal(Party.HOST, reference, calendar.at(8, 10))))
                .isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        assertThat(calendar.free(host, 6)).contains(noon);
        assertThat(calendar.free(host, 5)).doesNotContain(half);
    }

    @Test
    void aGuestProposesAndTheHostAnswers() {
        var id = done(bookings.propose(proposal(Party.GUEST, calendar.at(5, 10))))
                .id();
        assertThatThrownBy(() -> bookings.accept(id, guest, calendar.at(5, 10))).isInstanceOf(Problem.class);
        assertThat(done(bookings.accept(id, host, calendar.at(5, 10)))).isInstanceOf(Booking.Agreed.class);
        var declined = done(bookings.propose(proposal(Party.GUEST, calendar.at(5, 14))))
                .id();
        assertThat(done(bookings.decline(declined, host)))
                .isInstanceOfSatisfying(
                        Booking.Lapsed.class, it -> assertThat(it.why()).isEqualTo(Why.DECLINED));
        var withdrawn = done(bookings.propose(proposal(Party.GUEST, calendar.at(5, 14))))
                .id();
        assertThat(done(bookings.decline(withdrawn, guest)))
                .isInstanceOfSatisfying(
                        Booking.Lapsed.class, it -> assertThat(it.why()).isEqualTo(Why.WITHDRAWN));
        assertThat(calendar.free(host, 5)).contains(calendar.at(5, 14));
    }

    @Test
    void proposingAgainForTheSameReplacesWhatWasProposed() {
        var reference = "ord_" + UUID.randomUUID();
        var first = proposal(Party.HOST, reference, calendar.at(5, 10), calendar.at(5, 14));
        done(bookings.propose(first));
        assertThat(done(bookings.propose(first)).id()).isEqualTo(first.id());
        var second = done(bookings.propose(proposal(Party.GUEST, reference, calendar.at(5, 10), calendar.at(6, 10))));
        assertThat(bookings.find(first.id()))
                .containsInstanceOf(Booking.Lapsed.class)
                .hasValueSatisfying(
                        it -> assertThat(((Booking.Lapsed) it).why()).isEqualTo(Why.REPLACED));
        assertThat(calendar.free(host, 5)).contains(calendar.at(5, 14)).doesNotContain(calendar.at(5, 10));
        assertThat(done(bookings.accept(second.id(), host, calendar.at(6, 10)))).isInstanceOf(Booking.Agreed.class);
    }

    @Test
    void whatNobodyAnswersLapsesAndIsNotAnsweredLater() {
        var id = done(bookings.propose(proposal(Party.GUEST, calendar.at(5, 10))))
                .id();
        clock.forward(Bookings.HOST_ANSWERS_WITHIN);
        assertThat(bookings.accept(
                        id,
                        host,
                        ((Booking.Proposed) bookings.find(id).orElseThrow())
                                .starts()
                                .getFirst()))
                .isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        lapsing.run();
        assertThat(bookings.find(id))
                .hasValueSatisfying(
                        it -> assertThat(((Booking.Lapsed) it).why()).isEqualTo(Why.EXPIRED));
        assertThat(bookings.decline(id, host)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
    }

    @Test
    void whatWasProposedToTwoHostsIsAgreedWithOne() {
        var reference = "ord_" + UUID.randomUUID();
        var other = calendar.host();
        var first = done(bookings.propose(proposal(Party.GUEST, reference, calendar.at(5, 10))));
        var second = done(bookings.propose(new Proposal(
                calendar.newId(), other, guest, reference, Party.GUEST, HOUR, List.of(calendar.at(6, 10)))));
        done(bookings.accept(first.id(), host, calendar.at(5, 10)));
        assertThat(bookings.accept(second.id(), other, calendar.at(6, 10)))
                .isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
    }

    @Test
    void whoBooksAFreeTimeNeedsNoneOfThoseThatAreProposed() {
        var ten = calendar.at(5, 10);
        var proposed = done(bookings.propose(proposal(Party.GUEST, "ord_" + guest, ten, calendar.at(6, 10))));
        done(bookings.take(new Bookings.Wish(calendar.newId(), host, guest, "ord_" + guest, HOUR, ten)));
        assertThat(bookings.find(proposed.id())).containsInstanceOf(Booking.Lapsed.class);
        assertThat(calendar.free(host, 6)).contains(calendar.at(6, 10));
    }

    @Test
    void whoIsElsewhereByThenDoesNotAgree() {
        var ten = calendar.at(5, 10);
        var proposed = done(bookings.propose(proposal(Party.GUEST, ten)));
        calendar.taken(calendar.host(), host, ten);
        assertThat(bookings.accept(proposed.id(), host, ten)).isEqualTo(refused(Reason.ELSEWHERE));
        assertThat(bookings.propose(proposal(Party.HOST, ten))).isEqualTo(refused(Reason.TAKEN, ten));
        bookings.decline(proposed.id(), host);
        assertThat(bookings.propose(proposal(Party.HOST, ten))).isEqualTo(refused(Reason.ELSEWHERE, ten));
    }

    @Test
    void theSameIdIsNotOfOtherTimes() {
        var first = proposal(Party.HOST, calendar.at(5, 10));
        done(bookings.propose(first));
        assertThat(bookings.propose(new Proposal(
                        first.id(), host, guest, first.reference(), Party.HOST, HOUR, List.of(calendar.at(5, 14)))))
                .isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        assertThat(bookings.propose(
                        new Proposal(first.id(), host, guest, "ord_other", Party.HOST, HOUR, first.starts())))
                .isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
    }

    @Test
    void whatCameToNothingIsListedByThen() {
        var proposed = done(bookings.propose(proposal(Party.GUEST, "ord_" + guest, calendar.at(5, 10))));
        var replacing = done(bookings.propose(proposal(Party.GUEST, "ord_" + guest, calendar.at(6, 10))));
        bookings.decline(replacing.id(), host);
        var now = clock.instant();
        assertThat(bookings.ofGuest(guest, now, now.plusSeconds(1)))
                .extracting(Booking::id)
                .containsExactly(replacing.id())
                .doesNotContain(proposed.id());
        assertThat(bookings.ofHost(host, now.plusSeconds(1), now.plusSeconds(2)))
                .isEmpty();
    }

    /// As by a count that is wrong in the database.
    @Test
    void oneThatCannotLapseKeepsNoOtherFromIt() {
        var stuck = calendar.wish(host, guest, calendar.at(5, 10));
        done(bookings.takeUnpaid(stuck, clock.instant().plusSeconds(60)));
        var other = calendar.wish(calendar.host(), calendar.somebody(), calendar.at(5, 10));
        done(bookings.takeUnpaid(other, clock.instant().plusSeconds(120)));
        count(host, 0);
        clock.forward(Duration.ofMinutes(5));
        lapsing.run();
        assertThat(bookings.find(stuck.id())).containsInstanceOf(Booking.Proposed.class);
        assertThat(bookings.find(other.id())).containsInstanceOf(Booking.Lapsed.class);
        count(host, 1);
        lapsing.run();
        assertThat(bookings.find(stuck.id())).containsInstanceOf(Booking.Lapsed.class);
    }

    private void count(MemberId of, int bookings) {
        sql.sql("update booking_day set bookings = :bookings where host = :host")
                .param("bookings", bookings)
                .param("host", of.value())
                .update();
    }

    @Test
    void aPaymentCountsUntilTheTimeWasSwept() {
        var wish = calendar.wish(host, guest, calendar.at(5, 10));
        done(bookings.takeUnpaid(wish, clock.instant().plusSeconds(60)));
        clock.forward(Duration.ofMinutes(2));
        assertThat(done(bookings.paid(wish.id()))).isInstanceOf(Booking.Agreed.class);
        var other = calendar.wish(host, guest, calendar.at(5, 14));
        done(bookings.takeUnpaid(other, clock.instant().plusSeconds(60)));
        clock.forward(Duration.ofMinutes(2));
        lapsing.run();
        assertThat(bookings.paid(other.id())).isEqualTo(refused(Reason.NOT_IN_THIS_STATE));
        assertThat(calendar.free(host, 5)).contains(calendar.at(5, 14));
    }

    @Test
    void timesAreWithinBounds() {
        var ten = calendar.at(5, 10);
        var tooMany = new Instant[] {
            ten,
            ten.plusSeconds(60),
            ten.plusSeconds(120),
            ten.plusSeconds(180),
            ten.plusSeconds(240),
            ten.plusSeconds(300)
        };
        for (var wrong : List.of(
                proposal(Party.HOST),
                proposal(Party.HOST, ten, ten),
                proposal(Party.HOST, clock.instant().minusSeconds(60)),
                proposal(Party.HOST, calendar.at(401, 10)),
                proposal(Party.HOST, ten.plusSeconds(1)),
                proposal(Party.HOST, tooMany))) {
            assertThat(bookings.propose(wrong))
                    .isInstanceOfSatisfying(
                            Refused.class, it -> assertThat(it.reason()).isEqualTo(Reason.TIMES_OUT_OF_BOUNDS));
        }
        calendar.taken(host, calendar.somebody(), ten);
        assertThat(bookings.propose(proposal(Party.HOST, calendar.at(6, 10), ten)))
                .as("which of them it is")
                .isEqualTo(refused(Reason.TAKEN, ten));
    }

    @Test
    void aGuestDoesNotKeepACalendarFull() {
        for (int i = 0; i < Bookings.OPEN_PROPOSALS_OF_A_GUEST_MAX; i++) {
            done(bookings.propose(proposal(Party.GUEST, calendar.at(5 + i, 10))));
        }
        assertThat(bookings.propose(proposal(Party.GUEST, calendar.at(20, 10))))
                .isEqualTo(refused(Reason.TOO_MANY_PROPOSALS));
        assertThat(bookings.takeUnpaid(
                        calendar.wish(host, guest, calendar.at(20, 10)),
                        clock.instant().plusSeconds(60)))
                .isEqualTo(refused(Reason.TOO_MANY_PROPOSALS));
    }
}
