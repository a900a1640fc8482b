package org.tsudoi.web.member;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.freetimes.Slot;

/// One booking as one of its parties sees it.
///
/// @param other      the name of the other party; empty when they have not told it
/// @param asHost     whether the reader is the host
/// @param free       times that it can be moved to, by the reader's days; empty when it cannot
/// @param mayPropose whether the reader may name other times for the same
public record BookingView(
        Booking booking,
        boolean asHost,
        String other,
        ZoneId zone,
        SortedMap<LocalDate, List<Slot>> free,
        boolean mayPropose,
        Instant now) {

    BookingView with(SortedMap<LocalDate, List<Slot>> times, boolean others) {
        return new BookingView(booking, asHost, other, zone, times, others, now);
    }

    /// Its argument is `other`.
    public String title() {
        if (other.isEmpty()) return asHost ? "bookings.withSomeGuest" : "bookings.withSomeHost";
        return asHost ? "bookings.withGuest" : "bookings.withHost";
    }

    public String state() {
        return switch (booking) {
            case Booking.Proposed _ -> "proposed";
            case Booking.Agreed _ -> "agreed";
            case Booking.Moved _ -> "moved";
            case Booking.Held _ -> "held";
            case Booking.NoShow _ -> "noShow";
            case Booking.Cancelled _ -> "cancelled";
            case Booking.Lapsed _ -> "lapsed";
        };
    }

    public String tone() {
        return switch (booking) {
            case Booking.Proposed _ -> "due";
            case Booking.Agreed _, Booking.Moved _, Booking.Held _ -> "good";
            case Booking.NoShow _, Booking.Cancelled _ -> "bad";
            case Booking.Lapsed _ -> "";
        };
    }

    /// When it is, was or would have been.
    public Optional<Instant> startsAt() {
        return booking.start();
    }

    public Instant endOf(Instant start) {
        return start.plus(booking.terms().length());
    }

    /// Times that the reader may still choose from, or wait for.
    public List<Instant> proposed() {
        return booking instanceof Booking.Proposed it
                ? it.starts().stream().filter(start -> start.isAfter(now)).toList()
                : List.of();
    }

    /// Until when those who are asked may answer, or it may be paid.
    public Optional<Instant> until() {
        return booking instanceof Booking.Proposed it ? Optional.of(it.until()) : Optional.empty();
    }

    public boolean isWithoutHost() {
        return booking instanceof Booking.NoShow it && it.absent() != Booking.Absent.GUEST;
    }

    public boolean isProposed() {
        return booking instanceof Booking.Proposed;
    }

    public boolean isAsked() {
        return booking instanceof Booking.Proposed it
                && it.waitsFor() == (asHost ? Booking.WaitsFor.HOST : Booking.WaitsFor.GUEST);
    }

    public boolean waitsForPayment() {
        return booking instanceof Booking.Proposed it && it.waitsFor() == Booking.WaitsFor.PAYMENT;
    }

    /// Whether it is to take place.
    public boolean isToCome() {
        return isStanding() && startsAt().filter(now::isBefore).isPresent();
    }

    /// Whether it is time to go into its room.
    public boolean isDoorNear() {
        return hasBegun()
                || isToCome()
                        && startsAt()
                                .filter(start -> !now.isBefore(start.minus(Appointments.ROOM_OPENS_BEFORE)))
                                .isPresent();
    }

    public boolean hasBegun() {
        return isStanding() && startsAt().filter(now::isBefore).isEmpty();
    }

    /// Whether the reader may say how it was, also otherwise than before.
    public boolean mayBeJudged() {
        boolean waited = asHost || startsAt().filter(this::isForTheGuestToSay).isPresent();
        return hasBegun() && waited || asHost && (booking instanceof Booking.Held || booking instanceof Booking.NoShow);
    }

    private boolean isForTheGuestToSay(Instant start) {
        return !now.isBefore(start.plus(Bookings.HOST_IS_AWAITED))
                && now.isBefore(endOf(start).plus(Bookings.SAID_WITHIN));
    }

    /// Whether cancelling it now is later than the reader agreed to.
    public boolean isLate() {
        return !asHost && !moveWanted() && changesUntil().filter(now::isAfter).isPresent();
    }

    /// Why the guest cannot move it any more, as the key of a text; empty when they can.
    public Optional<String> fixedBecause() {
        if (moveWanted()) return Optional.empty();
        if (isLate()) return Optional.of("bookings.refused.too_late");
        int max = booking.terms().changes().max();
        boolean often = max == 0 || booking instanceof Booking.Moved it && it.ownMoves() >= max;
        return often ? Optional.of("bookings.refused.too_often") : Optional.empty();
    }

    private boolean isStanding() {
        return booking instanceof Booking.Agreed || booking instanceof Booking.Moved;
    }

    public boolean moveWanted() {
        return switch (booking) {
            case Booking.Agreed it -> it.moveWanted();
            case Booking.Moved it -> it.moveWanted();
            case Booking.Proposed _, Booking.Held _, Booking.NoShow _, Booking.Cancelled _, Booking.Lapsed _ -> false;
        };
    }

    /// Until when the guest may change it by themselves.
    public Optional<Instant> changesUntil() {
        return startsAt().map(start -> start.minus(booking.terms().changes().until()));
    }
}
