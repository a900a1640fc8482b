package org.tsudoi.web.participant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.door.Door;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Member;
import org.tsudoi.offerings.CourseDate;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Schedule;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.participant.MineView.Entry;
import org.tsudoi.web.participant.MineView.Kind;
import org.tsudoi.web.participant.MineView.Line;
import org.tsudoi.web.participant.MineView.Show;
import org.tsudoi.web.participant.MineView.ToAnswer;

/// What a member leads or has led: meetings, each session, and the times that wait for their word.
@Component
class MineLed {
    private static final Duration BACK = Duration.ofDays(400);
    private static final Duration AHEAD = Duration.ofDays(400);

    private final LedMeetings meetings;
    private final Events events;
    private final Bookings bookings;
    private final Appointments appointments;
    private final LedArchive archive;
    private final Clock clock;

    MineLed(
            LedMeetings meetings,
            Events events,
            Bookings bookings,
            Appointments appointments,
            LedArchive archive,
            Clock clock) {
        this.meetings = meetings;
        this.events = events;
        this.bookings = bookings;
        this.appointments = appointments;
        this.archive = archive;
        this.clock = clock;
    }

    List<Entry> of(Member member) {
        var now = clock.instant();
        var away = archive.of(member.id());
        var entries = new ArrayList<Entry>();
        for (var event : meetings.of(member.id())) entries.add(meeting(event, away, now));
        for (var one : asHost(member, now)) session(one, away, now).ifPresent(entries::add);
        return entries;
    }

    /// In two, so that however many there were none of those to come is left out.
    private List<Booking> asHost(Member member, Instant now) {
        return Stream.concat(
                        bookings.ofHost(member.id(), now.minus(BACK), now).stream(),
                        bookings.ofHost(member.id(), now, now.plus(AHEAD)).stream())
                .distinct()
                .filter(one -> TicketId.parse(one.terms().reference()).isPresent())
                .toList();
    }

    /// Of a course that goes on its next date is what is led.
    private static Entry meeting(Event event, Set<UUID> away, Instant now) {
        var told = event.particulars();
        var state = event instanceof Event.Cancelled ? "cancelled" : Door.isClosed(event, now) ? "ended" : "";
        var next = told.course().filter(_ -> state.isEmpty()).flatMap(course -> course.next(now));
        var when = next.<Schedule>map(CourseDate::times).orElse(told.schedule());
        return new Entry(
                Kind.of(told),
                shelf(state, away.contains(event.id().value())),
                when.startsAt().orElse(Instant.MIN),
                () -> new Line.Hosted(
                        LedMeetings.page(event),
                        event.id().toString(),
                        told.title(),
                        when,
                        next.map(CourseDate::title).orElse(""),
                        state));
    }

    private static Show shelf(String state, boolean away) {
        if (away) return Show.ARCHIVED;
        return state.isEmpty() ? Show.COMING : Show.PAST;
    }

    private Optional<Entry> session(Booking one, Set<UUID> away, Instant now) {
        return one.start().map(start -> {
            var state = state(one, start, now);
            return new Entry(
                    Kind.SESSIONS,
                    shelf(state, away.contains(one.id().value())),
                    start,
                    () -> new Line.Led(
                            page(one),
                            one.id().toString(),
                            title(one),
                            start,
                            start.plus(one.terms().length()),
                            MineOrders.isOpen(one, now),
                            state));
        });
    }

    /// What is over and waits for its host to say how it was is not past yet, until it counts as held.
    private static String state(Booking one, Instant start, Instant now) {
        var heldFrom = start.plus(one.terms().length()).plus(Appointment.HELD_UNLESS_SAID_WITHIN);
        return switch (one) {
            case Booking.Agreed _, Booking.Moved _ -> now.isBefore(heldFrom) ? "" : "held";
            case Booking.Held _ -> "held";
            case Booking.NoShow _ -> "noShow";
            case Booking.Cancelled _ -> "cancelled";
            case Booking.Proposed _, Booking.Lapsed _ -> "";
        };
    }

    /// Times that guests ask this host for, or that hosts propose to them: whatever has to be answered soonest first.
    List<ToAnswer> toAnswer(Member member) {
        var now = clock.instant();
        var asGuest = bookings.ofGuest(member.id(), now, now.plus(AHEAD));
        return Stream.concat(
                        asHost(member, now).stream().flatMap(one -> toAnswer(one, Booking.WaitsFor.HOST, now)),
                        asGuest.stream().flatMap(one -> toAnswer(one, Booking.WaitsFor.GUEST, now)))
                .sorted(Comparator.comparing(ToAnswer::until))
                .toList();
    }

    private Stream<ToAnswer> toAnswer(Booking one, Booking.WaitsFor whom, Instant now) {
        return one instanceof Booking.Proposed it && it.waitsFor() == whom && now.isBefore(it.until())
                ? Stream.of(new ToAnswer(page(it), title(it), whom == Booking.WaitsFor.HOST, it.until()))
                : Stream.empty();
    }

    private static String page(Booking one) {
        return "/account/bookings/" + one.id();
    }

    private String title(Booking one) {
        return appointments
                .place(one.id())
                .map(place -> events.get(place.event()).particulars().title())
                .orElse("");
    }

    void putAway(Member member, String shown) {
        archive.put(member.id(), own(member, shown));
    }

    void takeBack(Member member, String shown) {
        archive.takeBack(member.id(), own(member, shown));
    }

    private UUID own(Member member, String shown) {
        var meeting = EventId.parse(shown)
                .filter(id -> meetings.of(member.id()).stream()
                        .anyMatch(event -> event.id().equals(id)));
        var session = BookingId.parse(shown)
                .flatMap(bookings::find)
                .filter(one -> one.terms().host().equals(member.id()))
                .map(Booking::id);
        return meeting.map(EventId::value)
                .or(() -> session.map(BookingId::value))
                .orElseThrow(Problem::notFound);
    }
}
