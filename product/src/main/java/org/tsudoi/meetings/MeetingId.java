package org.tsudoi.meetings;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names the online meeting of one date of one event, wherever it is held.
public record MeetingId(UUID value) {
    public static Optional<MeetingId> parse(String shown) {
        return Ids.parse("mtg", shown).map(MeetingId::new);
    }

    @Override
    public String toString() {
        return Ids.show("mtg", value);
    }
}
