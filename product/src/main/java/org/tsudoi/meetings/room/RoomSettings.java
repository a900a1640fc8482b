package org.tsudoi.meetings.room;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param iceServers STUN and TURN servers that browsers find each other by; none is needed on one machine or
///     one network
/// @param peopleMax how many may be inside, hosts included: each sends to each, so more than 8 is too much for
///     a phone
@ConfigurationProperties("tsudoi.room")
record RoomSettings(
        @DefaultValue({}) List<IceServer> iceServers,
        @DefaultValue("8") int peopleMax) {
    RoomSettings {
        if (peopleMax < 2 || peopleMax > 16) {
            throw new IllegalArgumentException("tsudoi.room.people-max is from 2 to 16");
        }
    }

    /// As browsers take it: `stun:…`, `turn:…?transport=udp`, with a user and a password for TURN.
    record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {}
}
