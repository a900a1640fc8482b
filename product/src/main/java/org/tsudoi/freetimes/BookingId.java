package org.tsudoi.freetimes;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one booking of a host's time, from proposing it on.
public record BookingId(UUID value) {
    /// Reads what `toString` wrote; empty for anything else.
    public static Optional<BookingId> parse(String shown) {
        return Ids.parse("bkg", shown).map(BookingId::new);
    }

    @Override
    public String toString() {
        return Ids.show("bkg", value);
    }
}
