package org.tsudoi.meetings;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names the online meeting of one date of one event, wherever it is held.
public record MeetingId(UUID value) {
    public static MeetingId of(String shown) {
        return new MeetingId(Ids.parse("mtg", shown));
    }

    @Override
    public String toString() {
        return Ids.show("mtg", value);
    }
}
