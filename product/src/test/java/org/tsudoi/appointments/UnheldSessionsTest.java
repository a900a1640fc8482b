package org.tsudoi.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What becomes of a session to which its host did not come.
@ProductTest
class UnheldSessionsTest {
    private final Appointments appointments;
    private final SessionMarket market;
    private final Orders orders;
    private final Bookings bookings;
    private final RecurringJob givingBack;
    private final Ids ids;
    private final TestClock clock;

    private SessionMarket.Two two;
    private Order.Paid order;
    private Booking missed;

    UnheldSessionsTest(
            Appointments appointments,
            SessionMarket market,
            Orders orders,
            Bookings bookings,
            List<RecurringJob> jobs,
            Ids ids,
            TestClock clock) {
        this.appointments = appointments;
        this.market = market;
        this.orders = orders;
        this.bookings = bookings;
        this.givingBack = jobs.stream()
                .filter(job -> job.name().equals("appointments-give-back-unheld"))
                .findFirst()
                .orElseThrow();
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void theHostDidNotCome() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        two = market.two();
        order = market.bought(two, 0, 1);
        var ticket = market.tickets(order.id()).getFirst();
        missed = market.booked(two, ticket, market.free(two).getFirst().startsAt());
        clock.forwardTo(missed.start().orElseThrow().plus(Duration.ofMinutes(30)));
        bookings.noShow(missed.id(), two.buyer().id(), Booking.Absent.HOST);
    }

    private List<Ticket> places() {
        return orders.tickets(order.id());
    }

    private void afterTheTimeToAnswer() {
        clock.forward(Appointments.HOST_MAY_ANSWER_FOR.plusMinutes(1));
        givingBack.run();
    }

    @Test
    void allOfItComesBackWhenNobodySaysOtherwise() {
        clock.forward(Appointments.HOST_MAY_ANSWER_FOR.minusMinutes(1));
        givingBack.run();
        assertThat(places()).as("the host may still answer").hasOnlyElementsOfType(Ticket.Valid.class);
        clock.forward(Duration.ofMinutes(2));
        givingBack.run();
        givingBack.run();
        assertThat(places())
                .satisfiesExactly(place -> assertThat(place).isInstanceOfSatisfying(Ticket.Cancelled.class, gone -> {
                    assertThat(gone.refunded()).isEqualTo(Money.jpy(3_000));
                    assertThat(gone.by()).isEqualTo(Ticket.CancelledBy.NO_HOST);
                }));
    }

    @Test
    void nothingComesBackWhenTheHostSaysThatItTookPlace() {
        clock.forward(Duration.ofDays(6));
        bookings.held(missed.id(), two.host());
        afterTheTimeToAnswer();
        assertThat(places()).hasOnlyElementsOfType(Ticket.Valid.class);
        assertThat(appointments.of(order.id()).getFirst().state()).isEqualTo(Appointment.State.HELD);
    }

    @Test
    void anotherTimeIsFoundInstead() {
        var terms = missed.terms();
        var at = clock.instant().plus(Duration.ofDays(10)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        var proposal = new Bookings.Proposal(
                new BookingId(ids.next()),
                terms.host(),
                terms.guest(),
                terms.reference(),
                Booking.Party.GUEST,
                terms.length(),
                List.of(at));
        assertThat(bookings.propose(proposal)).isInstanceOf(Answer.Done.class);
        assertThat(bookings.accept(proposal.id(), two.host(), at)).isInstanceOf(Answer.Done.class);
        afterTheTimeToAnswer();
        assertThat(places()).hasOnlyElementsOfType(Ticket.Valid.class);
        assertThat(appointments.of(order.id()).getFirst().state()).isEqualTo(Appointment.State.AGREED);
        assertThat(bookings.held(missed.id(), two.host()))
                .as("what stands for it is the new one")
                .isInstanceOf(Answer.Refused.class);
    }
}
