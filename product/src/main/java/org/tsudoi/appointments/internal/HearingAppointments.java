package org.tsudoi.appointments.internal;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;

/// Keeps bookings in step with places, and orders with bookings, in the same commit.
@Component
class HearingAppointments {
    private final KeepingAppointments appointments;
    private final Orders orders;
    private final Clock clock;

    HearingAppointments(KeepingAppointments appointments, Orders orders, Clock clock) {
        this.appointments = appointments;
        this.orders = orders;
        this.clock = clock;
    }

    @EventListener
    void on(OrderNews.TicketsCancelled news) {
        if (!orders.get(news.order()).terms().isSession()) return;
        for (var ticket : news.tickets()) appointments.end(ticket, news.by() == Ticket.CancelledBy.PARTICIPANT);
        completeOnceUsed(news.order());
    }

    @EventListener
    void on(BookingNews news) {
        switch (news) {
            case BookingNews.BookingHeld it -> used(it.booking());
            case BookingNews.NobodyCame it -> used(it.booking());
            case BookingNews.BookingCancelled it -> used(it.booking());
            case BookingNews.TimesProposed _, BookingNews.BookingAgreed _, BookingNews.BookingMoved _ -> {}
            case BookingNews.MoveWanted _, BookingNews.BookingLapsed _ -> {}
        }
    }

    private void used(BookingId booking) {
        appointments.placeOf(booking).map(Ticket::order).ifPresent(this::completeOnceUsed);
    }

    private void completeOnceUsed(OrderId order) {
        if (appointments.of(order).stream().allMatch(Appointment::isUsed)) orders.complete(order, clock.instant());
    }
}
