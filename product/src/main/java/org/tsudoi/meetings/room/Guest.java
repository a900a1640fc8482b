package org.tsudoi.meetings.room;

import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.tsudoi.meetings.Meetings.Role;
import org.tsudoi.meetings.Room;

/// One person's line to this node.
final class Guest {
    static final CloseStatus OUT = new CloseStatus(4000, "out");
    static final CloseStatus REPLACED = new CloseStatus(4001, "replaced");
    static final CloseStatus NOT_UNDERSTOOD = new CloseStatus(4002, "not understood");
    static final CloseStatus TOO_MUCH = new CloseStatus(4003, "too much");

    private static final int SEND_AT_MOST_MS = 5_000;
    private static final int UNSENT_AT_MOST_BYTES = 512 * 1024;

    final UUID connection = UUID.randomUUID();
    final Room.Seat seat;
    private final WebSocketSession socket;
    /// Introducing oneself to seven others at once takes some 150 messages; talking takes few.
    private final Bucket messages = Bucket.builder()
            .addLimit(limit -> limit.capacity(400).refillGreedy(40, Duration.ofSeconds(1)))
            .build();
    private final Bucket chats = Bucket.builder()
            .addLimit(limit -> limit.capacity(6).refillGreedy(6, Duration.ofSeconds(6)))
            .build();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile Instant heard;
    private volatile boolean seated;
    private volatile boolean introduced;

    Guest(Room.Seat seat, WebSocketSession socket, Instant now) {
        this.seat = seat;
        this.socket = new ConcurrentWebSocketSessionDecorator(socket, SEND_AT_MOST_MS, UNSENT_AT_MOST_BYTES);
        this.heard = now;
    }

    boolean isHost() {
        return seat.role() == Role.HOST;
    }

    boolean mayTalk() {
        return messages.tryConsume(1);
    }

    boolean mayChat() {
        return chats.tryConsume(1);
    }

    void heard(Instant now) {
        heard = now;
    }

    Instant lastHeard() {
        return heard;
    }

    void sitDown(boolean introducedNow) {
        seated = true;
        introduced = introducedNow;
    }

    boolean isSeated() {
        return seated;
    }

    /// Whether the meeting has been opened, so that this person is known to the others.
    boolean isIntroduced() {
        return introduced;
    }

    void introduce() {
        introduced = true;
    }

    /// @return true the first time only
    boolean go() {
        return gone.compareAndSet(false, true);
    }

    boolean isGone() {
        return gone.get();
    }

    /// A line that does not take it is closed: its browser will come again. What no line could take is not sent, since
    /// it would close them all.
    void tell(String message) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(message)) {
            return;
        }
        try {
            if (socket.isOpen()) {
                socket.sendMessage(new TextMessage(message));
            }
        } catch (IOException | RuntimeException broken) {
            close(null);
        }
    }

    void close(@Nullable CloseStatus status) {
        try {
            socket.close(status == null ? CloseStatus.SESSION_NOT_RELIABLE : status);
        } catch (IOException | RuntimeException closedAlready) {
            gone.set(true);
        }
    }
}
