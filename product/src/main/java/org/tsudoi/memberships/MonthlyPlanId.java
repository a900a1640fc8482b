package org.tsudoi.memberships;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one thing that is paid for by the month.
public record MonthlyPlanId(UUID value) {
    public static Optional<MonthlyPlanId> parse(String shown) {
        return Ids.parse("mpl", shown).map(MonthlyPlanId::new);
    }

    @Override
    public String toString() {
        return Ids.show("mpl", value);
    }
}
