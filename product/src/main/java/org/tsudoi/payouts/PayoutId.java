package org.tsudoi.payouts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.platform.Ids;

/// Names what one organiser, or one buyer, gets in one run.
public record PayoutId(UUID value) {
    public static PayoutId derive(PayoutRunId run, OrganiserId organiser) {
        var words = "payout " + run + " " + organiser;
        return new PayoutId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    public static PayoutId derive(PayoutRunId run, RefundId refund) {
        var words = "payout " + run + " " + refund;
        return new PayoutId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    public static Optional<PayoutId> parse(String shown) {
        return Ids.parse("pyo", shown).map(PayoutId::new);
    }

    @Override
    public String toString() {
        return Ids.show("pyo", value);
    }
}
