package org.tsudoi.meetings.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.socket.CloseStatus;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.provider.Attendance;
import org.tsudoi.meetings.provider.Attendance.AdmissionEnded;

/// What goes on in the room: people come, are introduced, talk, leave or are put out.
@Component
class RoomTalk {
    private static final Duration JOINS_WITHIN = Duration.ofSeconds(15);
    private static final Duration SILENT_AT_MOST = Duration.ofSeconds(30);

    private final RoomFloor floor;
    private final RoomVoice voice;
    private final SeatTable seats;
    private final Attendance attendance;
    private final RoomSettings settings;
    private final Clock clock;

    RoomTalk(
            RoomFloor floor,
            RoomVoice voice,
            SeatTable seats,
            Attendance attendance,
            RoomSettings settings,
            Clock clock) {
        this.floor = floor;
        this.voice = voice;
        this.seats = seats;
        this.attendance = attendance;
        this.settings = settings;
        this.clock = clock;
    }

    /// The same person in another tab, or back before the old line was found dead: the newer line counts.
    void open(Guest guest) {
        var before = voice.add(guest);
        if (before != null) {
            before.go();
            before.close(Guest.REPLACED);
        }
        if (guest.seat.out() != null) {
            putOut(guest, RoomFloor.word(guest.seat.out()));
        }
    }

    void hear(Guest guest, Said said) {
        guest.heard(clock.instant());
        switch (said) {
            case Said.Ping _ -> voice.tell(guest, new Told.Pong());
            case Said.Leave _ -> leave(guest);
            case Said.Join(var state) -> join(guest, state);
            case Said.Changed(var state) -> change(guest, state);
            case Said.Chat(var text) -> chat(guest, text);
            case Said.Description(var to, var kind, var sdp) ->
                relay(guest, to, new Told.Signal(me(guest), kind, sdp, null, null, null));
            case Said.Candidate(var to, var candidate, var mid, var line) ->
                relay(guest, to, new Told.Signal(me(guest), "candidate", null, candidate, mid, line));
            case Said.Remove(var who) -> {
                if (guest.isHost() && guest.isSeated()) {
                    attendance.hostRemoves(guest.seat.meeting(), who);
                }
            }
            case Said.End _ -> {
                if (guest.isHost() && guest.isSeated()) {
                    attendance.hostEnds(guest.seat.meeting());
                }
            }
        }
    }

    private void join(Guest guest, Said.State state) {
        if (guest.isSeated() || guest.isGone()) {
            return;
        }
        switch (floor.arrive(guest.seat.admission(), guest.connection, state)) {
            case RoomFloor.Arrival.TurnedAway(var why) -> putOut(guest, why);
            case RoomFloor.Arrival.Seated(var you, var people, var waiting, var opens) -> {
                var meeting = guest.seat.meeting();
                if (opens) {
                    var everyone = new ArrayList<>(people);
                    everyone.add(you);
                    voice.tellAll(meeting, guest.seat.admission(), new Told.Opened(everyone));
                } else if (!waiting) {
                    voice.tellAll(meeting, guest.seat.admission(), new Told.Joined(you));
                }
                guest.sitDown(!waiting);
                voice.tell(guest, new Told.Welcome(you, people, waiting, settings.iceServers()));
                if (guest.isGone()) {
                    // The line was lost while its owner sat down.
                    depart(guest, null);
                }
            }
        }
    }

    private void change(Guest guest, Said.State state) {
        if (!guest.isSeated()) {
            return;
        }
        floor.change(guest.seat.admission(), guest.connection, state);
        if (isIntroduced(guest)) {
            voice.tellAll(
                    guest.seat.meeting(),
                    guest.seat.admission(),
                    new Told.Changed(me(guest), state.microphone(), state.camera(), state.screen(), state.hand()));
        }
    }

    private void chat(Guest guest, String text) {
        if (!guest.isSeated() || !isIntroduced(guest)) {
            return;
        }
        if (!guest.mayChat()) {
            voice.tell(guest, new Told.Slower());
            return;
        }
        voice.tellAll(
                guest.seat.meeting(), null, new Told.Chat(me(guest), guest.seat.displayName(), text, clock.millis()));
    }

    /// Only between two who are inside the same meeting.
    private void relay(Guest guest, AdmissionId to, Told.Signal signal) {
        if (!guest.isSeated() || !isIntroduced(guest) || to.equals(guest.seat.admission())) {
            return;
        }
        var meeting = guest.seat.meeting();
        boolean there = voice.here(to)
                .map(other -> other.seat.meeting().equals(meeting) && other.isSeated() && !other.isGone())
                .orElseGet(() -> floor.sits(to, meeting));
        if (there) {
            voice.tell(meeting, to, signal);
        }
    }

    private boolean isIntroduced(Guest guest) {
        if (!guest.isIntroduced() && attendance.isOpened(guest.seat.meeting())) {
            guest.introduce();
        }
        return guest.isIntroduced();
    }

    private void leave(Guest guest) {
        lost(guest);
        guest.close(CloseStatus.NORMAL);
    }

    /// Its line is gone, for whatever reason.
    void lost(Guest guest) {
        if (guest.go()) {
            depart(guest, null);
        }
        voice.remove(guest);
    }

    void putOut(Guest guest, String why) {
        voice.tell(guest, new Told.Out(why));
        if (guest.go()) {
            depart(guest, why.equals("removed") ? why : null);
        }
        voice.remove(guest);
        guest.close(Guest.OUT);
    }

    private void depart(Guest guest, @Nullable String why) {
        if (guest.isSeated() && floor.depart(guest.seat.admission(), guest.connection)) {
            voice.tellAll(guest.seat.meeting(), guest.seat.admission(), new Told.Left(me(guest), why));
        }
    }

    /// Here the line is cut at once; other nodes find the row within two seconds.
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AdmissionEnded ended) {
        // On a thread of its own: the one that committed still holds its connection, and must not wait for a slow line.
        voice.here(ended.admission())
                .ifPresent(guest ->
                        Thread.ofVirtual().name("room-out").start(() -> putOut(guest, RoomFloor.word(ended.why()))));
    }

    /// Puts out whoever was dismissed by another node, and lets go of lines that are dead or were taken up
    /// elsewhere.
    void check() {
        var guests = voice.everyoneHere();
        var ids = guests.stream().map(guest -> guest.seat.admission()).collect(Collectors.toSet());
        var dismissed = attendance.dismissed(ids);
        var connections = guests.isEmpty() ? Map.<AdmissionId, UUID>of() : seats.connections(ids);
        var now = clock.instant();
        for (var guest : guests) {
            var why = dismissed.get(guest.seat.admission());
            if (why != null) {
                putOut(guest, RoomFloor.word(why));
            } else if (guest.isSeated() && !guest.connection.equals(connections.get(guest.seat.admission()))) {
                lost(guest);
                guest.close(Guest.REPLACED);
            } else if (isDead(guest, now)) {
                lost(guest);
                guest.close(CloseStatus.SESSION_NOT_RELIABLE);
            }
        }
    }

    private static boolean isDead(Guest guest, Instant now) {
        return guest.lastHeard().isBefore(now.minus(guest.isSeated() ? SILENT_AT_MOST : JOINS_WITHIN));
    }

    /// Says that this node lives, and empties the seats of those that do not.
    void keepAlive() {
        var connections = seated(voice.everyoneHere());
        if (!connections.isEmpty()) {
            seats.seen(connections, clock.instant());
        }
        for (var seat : floor.abandon()) {
            voice.tellAll(
                    seat.meeting(),
                    seat.admission(),
                    new Told.Left(seat.admission().toString(), null));
        }
    }

    /// This node stops: browsers come back by themselves, to another one.
    void closeAll() {
        for (var guest : voice.everyoneHere()) {
            lost(guest);
            guest.close(CloseStatus.SERVICE_RESTARTED);
        }
    }

    private static Collection<UUID> seated(Collection<Guest> guests) {
        return guests.stream()
                .filter(Guest::isSeated)
                .map(guest -> guest.connection)
                .toList();
    }

    private static String me(Guest guest) {
        return guest.seat.admission().toString();
    }
}
