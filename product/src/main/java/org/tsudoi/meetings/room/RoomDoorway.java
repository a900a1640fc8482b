package org.tsudoi.meetings.room;

import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.meetings.Room;

/// Opens a line only to a browser that holds a key to that meeting.
@Component
class RoomDoorway implements HandshakeInterceptor {
    private final Room room;

    RoomDoorway(Room room) {
        this.room = room;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var seat = seat(request);
        if (seat.isEmpty()) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return false;
        }
        attributes.put(RoomSocket.SEAT, seat.get());
        return true;
    }

    private Optional<Room.Seat> seat(ServerHttpRequest request) {
        if (!(request instanceof ServletServerHttpRequest servlet)) {
            return Optional.empty();
        }
        var asked = servlet.getServletRequest().getParameter("meeting");
        var cookies = servlet.getServletRequest().getCookies();
        if (asked == null || cookies == null) {
            return Optional.empty();
        }
        return MeetingId.parse(asked)
                .flatMap(meeting -> Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(Room.cookie(meeting)))
                        .map(Cookie::getValue)
                        .findFirst()
                        .flatMap(key -> room.seat(meeting, key)));
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}
}
