package org.tsudoi.orders;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one place in one event, for one person.
public record TicketId(UUID value) {
    public static Optional<TicketId> parse(String shown) {
        return Ids.parse("tkt", shown).map(TicketId::new);
    }

    @Override
    public String toString() {
        return Ids.show("tkt", value);
    }
}
