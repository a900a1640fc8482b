package org.tsudoi.meetings.room;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.meetings.MeetingId;
import tools.jackson.databind.json.JsonMapper;

/// Tells people things, whichever node they are at: those here at once, the others by way of the database.
@Component
class RoomVoice {
    private final Map<AdmissionId, Guest> guests = new ConcurrentHashMap<>();
    private final ThisNode node;
    private final SeatTable seats;
    private final RoomMessageTable messages;
    private final JsonMapper json;
    private final Clock clock;
    private final RoomMessageTable.Reader reader = new RoomMessageTable.Reader();

    RoomVoice(ThisNode node, SeatTable seats, RoomMessageTable messages, JsonMapper json, Clock clock) {
        this.node = node;
        this.seats = seats;
        this.messages = messages;
        this.json = json;
        this.clock = clock;
    }

    /// @return who had this place before: the same person, in another tab
    @Nullable
    Guest add(Guest guest) {
        synchronized (reader) {
            if (!reader.hasStarted()) {
                messages.start(reader);
            }
        }
        return guests.put(guest.seat.admission(), guest);
    }

    void remove(Guest guest) {
        guests.remove(guest.seat.admission(), guest);
    }

    Optional<Guest> here(AdmissionId admission) {
        return Optional.ofNullable(guests.get(admission));
    }

    Collection<Guest> everyoneHere() {
        return List.copyOf(guests.values());
    }

    void tell(Guest guest, Told told) {
        guest.tell(json.writeValueAsString(told));
    }

    void tell(MeetingId meeting, AdmissionId to, Told told) {
        var text = json.writeValueAsString(told);
        var guest = guests.get(to);
        if (guest != null && guest.seat.meeting().equals(meeting)) {
            guest.tell(text);
        } else {
            messages.put(node.id(), meeting, to, null, text, clock.instant());
        }
    }

    void tellAll(MeetingId meeting, @Nullable AdmissionId except, Told told) {
        var text = json.writeValueAsString(told);
        here(meeting, except, text);
        if (seats.isShared(meeting, node.id())) {
            messages.put(node.id(), meeting, null, except, text, clock.instant());
        }
    }

    /// Passes on what other nodes have said since the last time.
    void listen() {
        var rooms = guests.values().stream()
                .map(guest -> guest.seat.meeting())
                .distinct()
                .toList();
        List<RoomMessageTable.Message> heard;
        synchronized (reader) {
            if (rooms.isEmpty()) {
                reader.forget();
                return;
            }
            heard = messages.newSince(reader, node.id(), rooms);
        }
        for (var message : heard) {
            if (message.recipient() != null) {
                here(message.recipient()).ifPresent(guest -> guest.tell(message.body()));
            } else {
                here(message.meeting(), message.except(), message.body());
            }
        }
    }

    private void here(MeetingId meeting, @Nullable AdmissionId except, String text) {
        for (var guest : guests.values()) {
            if (guest.seat.meeting().equals(meeting)
                    && guest.isSeated()
                    && !guest.seat.admission().equals(except)) {
                guest.tell(text);
            }
        }
    }
}
