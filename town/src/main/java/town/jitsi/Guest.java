package town.jitsi;

import java.time.Instant;

/// Somebody in a room. Nothing but their own hand puts them out: a token is looked at when they come, and not again.
public record Guest(String id, String room, String user, String name, boolean moderator, Instant since) {}
