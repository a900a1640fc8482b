package org.tsudoi.makeups;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.offerings.DateId;
import org.tsudoi.offerings.EventId;
import org.tsudoi.platform.Ids;

/// Names what can be come to instead: a date of a course by its id, or a meeting by the event's.
public record OccasionId(UUID value) {
    public static OccasionId of(DateId date) {
        return new OccasionId(date.value());
    }

    public static OccasionId of(EventId meeting) {
        return new OccasionId(meeting.value());
    }

    public static Optional<OccasionId> parse(String shown) {
        return Ids.parse("occ", shown).map(OccasionId::new);
    }

    @Override
    public String toString() {
        return Ids.show("occ", value);
    }
}
