package org.tsudoi.meetings.room;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Meetings.Leaving;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.meetings.provider.Attendance.Admitted;

/// Who sits in the room, as the database knows it: the same on every node.
@Component
class RoomFloor {
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(40);

    private final ThisNode node;
    private final SeatTable seats;
    private final Attendance attendance;
    private final RoomSettings settings;
    private final Clock clock;

    RoomFloor(ThisNode node, SeatTable seats, Attendance attendance, RoomSettings settings, Clock clock) {
        this.node = node;
        this.seats = seats;
        this.attendance = attendance;
        this.settings = settings;
        this.clock = clock;
    }

    sealed interface Arrival {
        /// @param people everyone else who is there
        /// @param waiting no host has come yet: meet nobody
        /// @param opens the first host has come with this arrival
        record Seated(Told.Person you, List<Told.Person> people, boolean waiting, boolean opens) implements Arrival {}

        record TurnedAway(String why) implements Arrival {}
    }

    @Transactional
    Arrival arrive(AdmissionId id, UUID connection, Said.State state) {
        var admitted = attendance.find(id).orElseThrow();
        if (admitted.out() != null) {
            return new Arrival.TurnedAway(word(admitted.out()));
        }
        var meeting = admitted.meeting();
        seats.lock(meeting);
        var others = seats.taken(meeting).stream()
                .filter(seat -> !seat.admission().equals(id))
                .toList();
        var people = new ArrayList<Told.Person>();
        boolean led = admitted.role() == Role.HOST;
        for (var seat : others) {
            var other = attendance.find(seat.admission()).orElseThrow();
            led |= other.role() == Role.HOST;
            people.add(person(other, seat.turn(), seat.state()));
        }
        if (others.size() >= settings.peopleMax() - (led ? 0 : 1)) {
            return new Arrival.TurnedAway("full");
        }
        boolean wasOpen = attendance.isOpened(meeting);
        var turn = seats.take(id, meeting, new SeatTable.Connection(node.id(), connection), state, clock.instant());
        attendance.joined(id, clock.instant());
        boolean waiting = !wasOpen && admitted.role() == Role.PARTICIPANT;
        var you = person(admitted, turn, state);
        return new Arrival.Seated(you, waiting ? List.of() : List.copyOf(people), waiting, !wasOpen && !waiting);
    }

    /// @return whether the seat became empty by it
    @Transactional
    boolean depart(AdmissionId id, UUID connection) {
        boolean left = seats.leave(id, connection, clock.instant());
        if (left) {
            attendance.left(id, clock.instant());
        }
        return left;
    }

    /// Empties the seats of nodes that have died.
    @Transactional
    List<SeatTable.Seat> abandon() {
        var abandoned = seats.abandon(clock.instant().minus(SILENT_AT_MOST), clock.instant());
        abandoned.forEach(seat -> attendance.left(seat.admission(), clock.instant()));
        return abandoned;
    }

    void change(AdmissionId id, UUID connection, Said.State state) {
        seats.change(id, connection, state);
    }

    /// Whether that person sits in this meeting, at whatever node.
    boolean sits(AdmissionId id, MeetingId meeting) {
        return seats.find(id).filter(seat -> seat.meeting().equals(meeting)).isPresent();
    }

    static String word(Leaving why) {
        return switch (why) {
            case CANCELLED -> "cancelled";
            case MOVED_TO_ANOTHER_DEVICE -> "moved";
            case REMOVED_BY_HOST -> "removed";
            case MEETING_ENDED -> "ended";
        };
    }

    private static Told.Person person(Admitted who, long turn, Said.State state) {
        return new Told.Person(
                who.id().toString(),
                who.displayName(),
                who.role() == Role.HOST,
                turn,
                state.microphone(),
                state.camera(),
                state.screen(),
                state.hand());
    }
}
