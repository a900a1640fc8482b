package town.paypay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A code that is shown to be paid, and the payment it becomes.
///
/// @param paymentId PayPay's name of the payment, once there is one
/// @param acceptedAt when it was paid
/// @param refunds by our own names, oldest first
/// @param slow whether refunds of it take their time
record Code(
        String id,
        Instant created,
        Instant expires,
        Wanted wanted,
        State state,
        @Nullable String paymentId,
        @Nullable Instant acceptedAt,
        boolean slow,
        List<String> refunds) {

    enum State {
        CREATED,
        COMPLETED,
        FAILED,
        CANCELED,
        /// The code was deleted before anybody paid.
        DELETED
    }

    /// What the shop asked for; never changes.
    ///
    /// @param amount yen
    /// @param asked the whole request, JSON
    record Wanted(
            String merchantPaymentId,
            long amount,
            @Nullable String description,
            @Nullable String storeId,
            @Nullable String terminalId,
            @Nullable Long requestedAt,
            @Nullable String redirectUrl,
            String asked) {}

    boolean isPayable(Instant now) {
        return state == State.CREATED && expires.isAfter(now);
    }

    Code paid(String by, Instant at, boolean refundsAreSlow) {
        return change(State.COMPLETED, by, at, refundsAreSlow, refunds);
    }

    Code failed(String by) {
        return change(State.FAILED, by, null, false, refunds);
    }

    Code canceled() {
        return change(State.CANCELED, paymentId, acceptedAt, slow, refunds);
    }

    Code deleted() {
        return change(State.DELETED, paymentId, acceptedAt, slow, refunds);
    }

    Code refunding(String refund) {
        var all = new ArrayList<>(refunds);
        all.add(refund);
        return change(state, paymentId, acceptedAt, slow, all);
    }

    private Code change(
            State next, @Nullable String payment, @Nullable Instant at, boolean refundsAreSlow, List<String> all) {
        return new Code(id, created, expires, wanted, next, payment, at, refundsAreSlow, all);
    }
}
