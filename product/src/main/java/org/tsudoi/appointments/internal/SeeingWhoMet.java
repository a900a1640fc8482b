package org.tsudoi.appointments.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.WhoMet;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.meetings.Meeting;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.Sightings;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.TicketId;

/// Reads it off the bookings, and off who was let into their rooms and when they left.
@Component
class SeeingWhoMet implements WhoMet {
    /// Only our own room always says who was there: of another's silence nothing follows.
    private static final String TELLING_ROOM = "room";

    private final Bookings bookings;
    private final EntryTable entries;
    private final Meetings meetings;
    private final Sightings sightings;
    private final Clock clock;

    SeeingWhoMet(Bookings bookings, EntryTable entries, Meetings meetings, Sightings sightings, Clock clock) {
        this.bookings = bookings;
        this.entries = entries;
        this.meetings = meetings;
        this.sightings = sightings;
        this.clock = clock;
    }

    private record Stay(Instant from, Instant until) {}

    @Override
    public Map<TicketId, Encounter> of(Collection<TicketId> places) {
        var all = bookings.ofAll(places.stream().map(TicketId::toString).toList());
        var telling = new HashMap<TicketId, Booking>();
        for (var place : places) {
            new PlaceBookings(all.getOrDefault(place.toString(), List.of()))
                    .telling()
                    .ifPresent(booking -> telling.put(place, booking));
        }
        var stays = stays(telling.values());
        var met = new HashMap<TicketId, Encounter>();
        for (var place : places) {
            met.put(place, encounter(Optional.ofNullable(telling.get(place)), stays));
        }
        return met;
    }

    /// When each was inside, by booking and member. Of whoever lost the line and came back only the last time is known,
    /// so it counts from when they were let in; and until its end where nobody told that they left.
    private Map<BookingId, Map<MemberId, List<Stay>>> stays(Collection<Booking> telling) {
        var byId = new HashMap<BookingId, Booking>();
        telling.forEach(booking -> byId.put(booking.id(), booking));
        var entered = entries.of(byId.keySet());
        var known = meetings.stays(
                entered.stream().map(EntryTable.Entered::admission).toList());
        var stays = new HashMap<BookingId, Map<MemberId, List<Stay>>>();
        for (var entry : entered) {
            var inside = known.get(entry.admission());
            var booking = byId.get(entry.booking());
            var start = booking == null ? Optional.<Instant>empty() : booking.start();
            if (inside == null || booking == null || start.isEmpty()) continue;
            note(stays, booking, entry.member(), stay(booking, start.get(), entry.at(), inside));
        }
        led(byId.values(), entered)
                .forEach((booking, stay) -> note(stays, booking, booking.terms().host(), stay));
        return stays;
    }

    private static void note(
            Map<BookingId, Map<MemberId, List<Stay>>> stays, Booking booking, MemberId who, Stay stay) {
        stays.computeIfAbsent(booking.id(), _ -> new HashMap<>())
                .computeIfAbsent(who, _ -> new ArrayList<>())
                .add(stay);
    }

    private static Stay stay(Booking booking, Instant start, Instant entered, Meetings.Stay inside) {
        var left = inside.leftAt();
        var shut = shut(booking, start);
        return new Stay(
                later(opened(start), earlier(entered, inside.joinedAt())), left == null ? shut : earlier(left, shut));
    }

    private static Instant opened(Instant start) {
        return start.minus(Appointments.ROOM_OPENS_BEFORE);
    }

    private static Instant shut(Booking booking, Instant start) {
        return start.plus(booking.terms().length()).plus(SessionRooms.OPEN_AFTER_END);
    }

    /// Zoom tells that its host user was there. A session has one host, whom nobody else's door leads in as.
    private Map<Booking, Stay> led(Collection<Booking> telling, List<EntryTable.Entered> entered) {
        var rooms = new HashMap<MeetingId, Booking>();
        telling.forEach(booking -> rooms.put(SessionRooms.roomOf(booking.id()), booking));
        var led = new HashMap<Booking, Stay>();
        meetings.ledStays(rooms.keySet()).forEach((room, inside) -> {
            var booking = rooms.get(room);
            if (booking == null || booking.start().isEmpty()) return;
            var first = entered.stream()
                    .filter(entry -> entry.booking().equals(booking.id())
                            && entry.member().equals(booking.terms().host()))
                    .map(EntryTable.Entered::at)
                    .min(Comparator.naturalOrder())
                    .orElse(inside.joinedAt());
            led.put(booking, stay(booking, booking.start().get(), first, inside));
        });
        return led;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Encounter encounter(Optional<Booking> telling, Map<BookingId, Map<MemberId, List<Stay>>> stays) {
        if (telling.isEmpty()) return new Encounter.NotArranged();
        var booking = telling.get();
        var inside = stays.getOrDefault(booking.id(), Map.of());
        return switch (booking) {
            case Booking.Proposed _, Booking.Lapsed _ -> new Encounter.NotArranged();
            case Booking.Cancelled it
            when it.late() -> new Encounter.Seen(it.terms().host(), it.startsAt(), 0);
            case Booking.Cancelled _ -> new Encounter.NotArranged();
            case Booking.NoShow it when it.absent() != Booking.Absent.GUEST -> new Encounter.Open();
            case Booking.NoShow it -> over(it, it.startsAt(), inside);
            case Booking.Agreed it -> over(it, it.startsAt(), inside);
            case Booking.Moved it -> over(it, it.startsAt(), inside);
            case Booking.Held it -> over(it, it.startsAt(), inside);
        };
    }

    private Encounter over(Booking booking, Instant start, Map<MemberId, List<Stay>> inside) {
        var terms = booking.terms();
        if (clock.instant().isBefore(shut(booking, start))) return new Encounter.Open();
        var together =
                together(inside.getOrDefault(terms.host(), List.of()), inside.getOrDefault(terms.guest(), List.of()));
        boolean isKnown = together.compareTo(SHORT) >= 0 || isTold(booking.id()) || isKnownEmpty(booking, start);
        if (!isKnown) return new Encounter.Unseen(terms.host());
        return new Encounter.Seen(terms.host(), start, Math.toIntExact(together.toMinutes()));
    }

    private boolean isTold(BookingId booking) {
        return meetings.find(SessionRooms.roomOf(booking)).stream()
                .anyMatch(room ->
                        room instanceof Meeting.Ready && room.plan().provider().equals(TELLING_ROOM));
    }

    /// Its provider told of other meetings before and after, and nobody came to lead this one, nor went in
    /// by the door.
    private boolean isKnownEmpty(Booking booking, Instant start) {
        var room = SessionRooms.roomOf(booking.id());
        return sightings.hosts(room, opened(start)) == Sightings.Sighting.NOBODY
                && sightings.isHeard(room, shut(booking, start));
    }

    private static Duration together(List<Stay> host, List<Stay> guest) {
        var whole = Duration.ZERO;
        for (var one : joined(host)) {
            for (var other : joined(guest)) {
                var from = later(one.from, other.from);
                var until = earlier(one.until, other.until);
                if (from.isBefore(until)) whole = whole.plus(Duration.between(from, until));
            }
        }
        return whole;
    }

    /// Two devices at a time are one person.
    private static List<Stay> joined(List<Stay> stays) {
        var joined = new ArrayList<Stay>();
        for (var stay : stays.stream().sorted(Comparator.comparing(Stay::from)).toList()) {
            if (joined.isEmpty() || joined.getLast().until.isBefore(stay.from)) {
                joined.add(stay);
            } else {
                var before = joined.removeLast();
                joined.add(new Stay(before.from, later(before.until, stay.until)));
            }
        }
        return joined;
    }
}
