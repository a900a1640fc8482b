package org.tsudoi.web.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.conversations.Conversations;
import org.tsudoi.conversations.Side;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingWords;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;

/// What a booking was made for, as its page tells it.
@Component
public class BookedPlaces {
    private final Appointments appointments;
    private final BookingWords words;
    private final Events events;
    private final Orders orders;
    private final Conversations conversations;

    BookedPlaces(
            Appointments appointments, BookingWords words, Events events, Orders orders, Conversations conversations) {
        this.words = words;
        this.appointments = appointments;
        this.events = events;
        this.orders = orders;
        this.conversations = conversations;
    }

    /// @param order  the page of the order, for its buyer
    /// @param thread where the two write to each other
    /// @param again  where the buyer chooses another time; null while there is one, or none is to be had any more
    /// @param unread by the reader
    /// @param stays  when each was in the room, where anybody was
    /// @param link   where the host gives the link of a session that is held elsewhere
    public record Place(
            String title,
            @Nullable String order,
            @Nullable String again,
            String thread,
            int unread,
            List<Stay> stays,
            @Nullable String link) {
        /// Whether anybody told who was inside.
        public boolean seen() {
            return stays.stream().allMatch(Stay::seen);
        }
    }

    /// @param own  whether that was the reader
    /// @param seen whether they were inside; else they went through the door, and no more is known
    public record Stay(
            boolean own, Instant joinedAt, @Nullable Instant leftAt, boolean seen) {}

    /// By which name the reader knows the other party, where that has none of its own.
    Optional<String> other(Booking booking, Member reader) {
        return words.of(booking, reader.id()).map(BookingWords.Words::other);
    }

    Optional<Place> of(Booking booking, Member reader) {
        return appointments.place(booking.id()).map(ticket -> place(booking, ticket, reader));
    }

    private boolean isOpen(Ticket ticket) {
        return appointments.of(ticket.order()).stream()
                .anyMatch(one -> one.ticket().id().equals(ticket.id()) && one.state() == Appointment.State.OPEN);
    }

    private Place place(Booking booking, Ticket ticket, Member reader) {
        boolean asHost = booking.terms().host().equals(reader.id());
        var order = "/orders/" + orders.link(ticket.order());
        return new Place(
                events.get(ticket.event()).particulars().title(),
                asHost ? null : order,
                !asHost && isOpen(ticket) ? order + "/appointments/" + ticket.id() : null,
                BookingSheets.page(booking.id()) + "/conversation",
                conversations.unread(ticket.order(), asHost ? Side.ORGANISER : Side.BUYER),
                appointments.attendance(booking.id()).stream()
                        .map(one -> new Stay(one.who().equals(reader.id()), one.joinedAt(), one.leftAt(), one.seen()))
                        .toList(),
                asHost && appointments.linked(booking.id()).isPresent()
                        ? BookingSheets.page(booking.id()) + "/link"
                        : null);
    }
}
