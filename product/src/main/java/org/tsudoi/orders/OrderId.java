package org.tsudoi.orders;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one order: some places of one plan of one event, for one buyer.
public record OrderId(UUID value) {
    public static Optional<OrderId> parse(String shown) {
        return Ids.parse("ord", shown).map(OrderId::new);
    }

    @Override
    public String toString() {
        return Ids.show("ord", value);
    }
}
