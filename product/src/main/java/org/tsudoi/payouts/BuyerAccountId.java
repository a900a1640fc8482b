package org.tsudoi.payouts;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one account as a buyer told it once for a refund.
public record BuyerAccountId(UUID value) {
    @Override
    public String toString() {
        return Ids.show("bya", value);
    }
}
