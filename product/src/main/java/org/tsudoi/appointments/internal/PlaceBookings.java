package org.tsudoi.appointments.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.orders.TicketId;

/// What counts of all bookings that were ever made for a place.
///
/// @param all the oldest first
record PlaceBookings(List<Booking> all) {
    /// In which everybody locks hosts.
    static final Comparator<Booking> BY_HOST =
            Comparator.comparing(booking -> booking.terms().host().value());

    static PlaceBookings of(Bookings bookings, TicketId place) {
        return new PlaceBookings(bookings.of(place.toString()));
    }

    /// By which a place is judged: the one that is to take place or did, or by which the session was used up, before
    /// any that was only proposed.
    Optional<Booking> telling() {
        return last(PlaceBookings::isStanding)
                .or(() -> last(PlaceBookings::isEndedBadly))
                .or(() -> last(Booking.Proposed.class::isInstance))
                .or(() -> last(_ -> true));
    }

    private Optional<Booking> last(Predicate<Booking> which) {
        return all.reversed().stream().filter(which).findFirst();
    }

    private static boolean isStanding(Booking booking) {
        return switch (booking) {
            case Booking.Agreed _, Booking.Moved _, Booking.Held _ -> true;
            case Booking.Proposed _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ -> false;
        };
    }

    /// Nobody came, or the buyer gave the time back when it was too late to.
    private static boolean isEndedBadly(Booking booking) {
        return booking instanceof Booking.NoShow || booking instanceof Booking.Cancelled gone && gone.late();
    }

    /// Not over.
    List<Booking> open() {
        return all.stream()
                .filter(booking -> booking instanceof Booking.Proposed
                        || booking instanceof Booking.Agreed
                        || booking instanceof Booking.Moved)
                .toList();
    }

    /// The start by which it is reckoned what comes back now. Whoever gave a time back or moved it by
    /// themselves gets no more than they would have got then: as long before the start as that was, it
    /// stays. Where the host has asked for another time, the one that was agreed on counts no more.
    Optional<Instant> reckoned(Instant now) {
        return Stream.concat(
                        telling().flatMap(PlaceBookings::binding).stream(),
                        all.stream().flatMap(booking -> asBefore(booking, now).stream()))
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> binding(Booking booking) {
        return switch (booking) {
            case Booking.Agreed it when it.moveWanted() -> Optional.empty();
            case Booking.Moved it when it.moveWanted() -> Optional.empty();
            case Booking.Cancelled _ -> Optional.empty();
            case Booking.Agreed _,
                    Booking.Moved _,
                    Booking.Held _,
                    Booking.NoShow _,
                    Booking.Proposed _,
                    Booking.Lapsed _ -> booking.start();
        };
    }

    /// Of a time that was given back too late only until it would have begun: then it is over.
    private static Optional<Instant> asBefore(Booking booking, Instant now) {
        boolean isOver = booking instanceof Booking.Cancelled gone && gone.late() && !now.isBefore(gone.startsAt());
        return isOver ? booking.start() : notice(booking).map(now::plus);
    }

    private static Optional<Duration> notice(Booking booking) {
        return switch (booking) {
            case Booking.Moved it -> it.moveWanted() ? Optional.empty() : Optional.ofNullable(it.notice());
            case Booking.Cancelled it -> Optional.ofNullable(it.notice());
            case Booking.Agreed _, Booking.Held _, Booking.NoShow _, Booking.Proposed _, Booking.Lapsed _ ->
                Optional.empty();
        };
    }
}
