package org.tsudoi.appointments.internal;

import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.BookingNews;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.OrderNews;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.outbox.Handled;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.platform.outbox.OutboxHandler;
import org.tsudoi.platform.outbox.OutboxItem;

/// Keeps bookings and rooms in step with places, in the same commit. What bookings mean for their order
/// is looked at after the commit: whoever cancels places locks the order before the host, and a
/// booking's change is heard while its host is locked.
@Component
class HearingAppointments implements OutboxHandler {
    private static final String TOPIC = "appointments.used";

    private final KeepingAppointments appointments;
    private final SessionRooms rooms;
    private final Orders orders;
    private final Outbox outbox;

    HearingAppointments(KeepingAppointments appointments, SessionRooms rooms, Orders orders, Outbox outbox) {
        this.appointments = appointments;
        this.rooms = rooms;
        this.orders = orders;
        this.outbox = outbox;
    }

    @EventListener
    void on(OrderNews.TicketsCancelled news) {
        if (!orders.get(news.order()).terms().isSession()) return;
        appointments.end(news.tickets(), news.by() == Ticket.CancelledBy.PARTICIPANT);
        var which = news.tickets().stream().map(TicketId::toString).sorted().collect(Collectors.joining(" "));
        look(news.order(), "cancelled " + which);
    }

    @EventListener
    void on(BookingNews news) {
        switch (news) {
            case BookingNews.BookingHeld it -> used(it.booking(), "held");
            case BookingNews.NobodyCame it -> used(it.booking(), "absent " + it.absent());
            case BookingNews.BookingCancelled it -> {
                rooms.close(it.booking());
                used(it.booking(), "cancelled");
            }
            case BookingNews.BookingAgreed it -> appointments.keepRoom(it.booking(), it.startsAt());
            case BookingNews.BookingMoved it -> appointments.keepRoom(it.booking(), it.startsAt());
            case BookingNews.TimesProposed _, BookingNews.MoveWanted _, BookingNews.BookingLapsed _ -> {}
        }
    }

    private void used(BookingId booking, String how) {
        appointments.place(booking).map(Ticket::order).ifPresent(order -> look(order, booking + " " + how));
    }

    private void look(OrderId order, String why) {
        outbox.put(TOPIC, order + " " + why, order.toString());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public Handled handle(OutboxItem item) {
        OrderId.parse(item.payload().asString()).ifPresent(appointments::completeOnceUsed);
        return Handled.done();
    }
}
