package org.tsudoi.meetings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The built-in browser room, as its pages see it.
public interface Room {
    /// Uses a credential up: it works once and within a minute of `admit`.
    Optional<Key> enter(String credential);

    /// @param key what the browser kept of `enter`
    Optional<Seat> seat(MeetingId meeting, String key);

    /// The name of the cookie that a browser keeps its key to a meeting in: one person per browser and meeting.
    static String cookie(MeetingId meeting) {
        return "room-" + meeting;
    }

    /// @param secret for the browser alone, void when the admission ends
    record Key(MeetingId meeting, String secret, Duration keepFor) {
        @Override
        public String toString() {
            return "Key[" + meeting + "]";
        }
    }

    /// @param out why its holder may no longer be inside; null while they may
    record Seat(
            AdmissionId admission,
            MeetingId meeting,
            String title,
            Instant startsAt,
            Duration length,
            ZoneId zone,
            String displayName,
            Meetings.Role role,
            Meetings.@Nullable Leaving out) {}
}
