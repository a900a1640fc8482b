package org.tsudoi.appointments.internal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.Appointments.Entering;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings;
import org.tsudoi.meetings.OwnLinks;
import org.tsudoi.members.Member;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.offerings.Event;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.stages.Sanctions;

/// Each session that has its time has a room of its own.
@Component
class SessionRooms {
    static final Duration OPEN_AFTER_END = Duration.ofMinutes(30);
    /// The one, and the devices that they left behind a moment ago.
    private static final int GUESTS = 3;

    private final Meetings meetings;
    private final Bookings bookings;
    private final People people;
    private final EntryTable entries;
    private final Ids ids;
    private final Clock clock;

    @Component
    record People(Members members, Sanctions sanctions, OwnLinks links) {}

    SessionRooms(Meetings meetings, Bookings bookings, People people, EntryTable entries, Ids ids, Clock clock) {
        this.entries = entries;
        this.meetings = meetings;
        this.bookings = bookings;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    static MeetingId roomOf(BookingId booking) {
        // Never the id of an event's meeting, whatever id a booking was given.
        return new MeetingId(UUID.nameUUIDFromBytes(("session " + booking).getBytes(StandardCharsets.UTF_8)));
    }

    /// The same with another time moves it.
    void keep(Booking booking, Instant startsAt, Event offered) {
        var sold = offered.particulars();
        if (sold.provider().equals(OwnLinks.PROVIDER)) {
            people.links.share(roomOf(booking.id()), new MeetingId(offered.id().value()));
        }
        meetings.schedule(
                roomOf(booking.id()),
                new Meetings.Plan(
                        sold.provider(),
                        sold.organiser().toString(),
                        sold.title(),
                        startsAt,
                        booking.terms().length(),
                        sold.zone(),
                        GUESTS));
    }

    void close(BookingId booking) {
        if (meetings.find(roomOf(booking)).isPresent()) meetings.cancel(roomOf(booking));
    }

    Entering enter(Booking booking, MemberId who) {
        var terms = booking.terms();
        boolean asHost = terms.host().equals(who);
        if (!asHost && !terms.guest().equals(who)) throw Problem.notFound();
        var start = start(booking);
        if (start.isEmpty()) return new Entering.Over();
        // Who is suspended or expelled hosts nobody.
        if (asHost && people.sanctions.isBarred(who)) return new Entering.Over();
        var now = clock.instant();
        var opensAt = start.get().minus(Appointments.ROOM_OPENS_BEFORE);
        if (now.isBefore(opensAt)) return new Entering.NotYet(opensAt);
        if (!now.isBefore(start.get().plus(terms.length()).plus(OPEN_AFTER_END))) return new Entering.Over();
        var role = asHost ? Meetings.Role.HOST : Meetings.Role.PARTICIPANT;
        // Whoever comes again has left, or has another device now.
        for (var before : entries.of(booking.id())) {
            if (before.member().equals(who)) {
                meetings.dismiss(before.admission(), Meetings.Leaving.MOVED_TO_ANOTHER_DEVICE);
            }
        }
        var admission = new AdmissionId(ids.next());
        entries.insert(booking.id(), new EntryTable.Entry(admission, who), now);
        return switch (meetings.admit(roomOf(booking.id()), admission, name(who), role)) {
            case Meetings.Entry.Enter enter
            when isStillOn(booking.id()) -> new Entering.Welcome(enter.url(), enter.passcode());
            case Meetings.Entry.Enter _ -> {
                meetings.dismiss(admission, Meetings.Leaving.CANCELLED);
                yield new Entering.Over();
            }
            case Meetings.Entry.NotReady _, Meetings.Entry.Full _ -> new Entering.NotReady();
        };
    }

    List<Appointments.Attendance> attendance(BookingId booking) {
        var all = entries.of(booking);
        var admissions = all.stream().map(EntryTable.Entry::admission).toList();
        var stays = meetings.stays(admissions);
        var letIn = meetings.letIn(admissions);
        return all.stream()
                .flatMap(entry ->
                        attendance(entry.member(), stays.get(entry.admission()), letIn.get(entry.admission())).stream())
                .toList();
    }

    private static Optional<Appointments.Attendance> attendance(
            MemberId who, Meetings.@Nullable Stay stay, @Nullable Instant letIn) {
        if (letIn != null) return Optional.of(new Appointments.Attendance(who, letIn, null, false));
        return Optional.ofNullable(stay)
                .map(seen -> new Appointments.Attendance(who, seen.joinedAt(), seen.leftAt(), true));
    }

    /// A cancelling that came while the credential was made is seen here.
    private boolean isStillOn(BookingId id) {
        return bookings.find(id).flatMap(SessionRooms::start).isPresent();
    }

    private static Optional<Instant> start(Booking booking) {
        return switch (booking) {
            case Booking.Agreed it -> Optional.of(it.startsAt());
            case Booking.Moved it -> Optional.of(it.startsAt());
            // Marked while they are still talking.
            case Booking.Held it -> Optional.of(it.startsAt());
            // They may come after all.
            case Booking.NoShow it -> Optional.of(it.startsAt());
            case Booking.Proposed _, Booking.Cancelled _, Booking.Lapsed _ -> Optional.empty();
        };
    }

    private String name(MemberId who) {
        return people.members
                .find(who)
                .flatMap(Member::displayName)
                .map(PersonName::value)
                .orElse("–");
    }
}
