package town.paypal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Money taken, or about to be.
///
/// @param refunds all that were made, also those that failed
/// @param reversed taken back by a bank or by PayPal
record Capture(
        String id,
        String order,
        Instant created,
        Instant updated,
        Money amount,
        @Nullable String invoiceId,
        @Nullable String customId,
        Funding funding,
        State state,
        List<String> refunds,
        @Nullable String dispute,
        boolean reversed) {

    enum State {
        COMPLETED,
        PENDING,
        DECLINED
    }

    Capture decided(State next, Instant at) {
        return new Capture(
                id, order, created, at, amount, invoiceId, customId, funding, next, refunds, dispute, reversed);
    }

    Capture refunding(List<String> now, Instant at) {
        return new Capture(id, order, created, at, amount, invoiceId, customId, funding, state, now, dispute, reversed);
    }

    Capture disputed(String by, Instant at) {
        return new Capture(id, order, created, at, amount, invoiceId, customId, funding, state, refunds, by, reversed);
    }

    Capture takenBack(Instant at) {
        return new Capture(id, order, created, at, amount, invoiceId, customId, funding, state, refunds, dispute, true);
    }
}
