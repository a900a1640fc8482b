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

    /// The start by which it is reckoned what comes back now. Whoever gave a time back by themselves gets no more than
    /// they would have got then: as long before the start as that was, it stays.
    Optional<Instant> reckoned(Instant now) {
        return Stream.concat(
                        telling().flatMap(PlaceBookings::start).stream(),
                        all.stream()
                                .flatMap(booking -> notice(booking).stream())
                                .map(now::plus))
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> start(Booking booking) {
        return switch (booking) {
            case Booking.Agreed it -> Optional.of(it.startsAt());
            case Booking.Moved it -> Optional.of(it.startsAt());
            case Booking.Held it -> Optional.of(it.startsAt());
            case Booking.NoShow it -> Optional.of(it.startsAt());
            case Booking.Proposed _, Booking.Cancelled _, Booking.Lapsed _ -> Optional.empty();
        };
    }

    /// How long before its start the buyer gave it back, unless the host had asked for another time.
    private static Optional<Duration> notice(Booking booking) {
        return booking instanceof Booking.Cancelled it && it.by() == Booking.Party.GUEST && !it.moveWanted()
                ? Optional.of(Duration.between(it.at(), it.startsAt()))
                : Optional.empty();
    }
}
