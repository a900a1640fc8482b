package org.tsudoi.meetings.room;

import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.tsudoi.meetings.Room;
import tools.jackson.databind.json.JsonMapper;

/// One end of every line: counts, measures and understands what comes in, and hands it on. Whoever talks too
/// much or nonsense is not our page and loses the line.
@Component
class RoomSocket extends AbstractWebSocketHandler {
    static final String SEAT = "seat";
    private static final String GUEST = "guest";

    private final RoomTalk talk;
    private final JsonMapper json;
    private final Clock clock;

    RoomSocket(RoomTalk talk, JsonMapper json, Clock clock) {
        this.talk = talk;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(Said.LENGTH_MAX);
        session.setBinaryMessageSizeLimit(1);
        var seat = (Room.Seat) Objects.requireNonNull(session.getAttributes().get(SEAT));
        var guest = new Guest(seat, session, clock.instant());
        session.getAttributes().put(GUEST, guest);
        talk.open(guest);
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var guest = guest(session);
        if (guest.isGone()) {
            return;
        }
        if (!guest.mayTalk()) {
            talk.lost(guest);
            guest.close(Guest.TOO_MUCH);
            return;
        }
        var said = Said.read(json, message.getPayload());
        if (said.isEmpty()) {
            talk.lost(guest);
            guest.close(Guest.NOT_UNDERSTOOD);
            return;
        }
        talk.hear(guest, said.get());
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        var guest = guest(session);
        talk.lost(guest);
        guest.close(Guest.NOT_UNDERSTOOD);
    }

    private static Guest guest(WebSocketSession session) {
        return (Guest) Objects.requireNonNull(session.getAttributes().get(GUEST));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        if (session.getAttributes().get(GUEST) instanceof Guest guest) {
            talk.lost(guest);
        }
    }
}
