package town.paypay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Yen sent back.
///
/// @param id of the shelf: PayPay tells refunds apart by the shop's name of them and the payment together
record CodeRefund(
        String id,
        String merchantRefundId,
        String paymentId,
        String code,
        long amount,
        long requestedAt,
        @Nullable String reason,
        Instant acceptedAt,
        boolean done) {
    static String id(String merchantRefundId, String paymentId) {
        return merchantRefundId + " " + paymentId;
    }

    CodeRefund arrived() {
        return new CodeRefund(id, merchantRefundId, paymentId, code, amount, requestedAt, reason, acceptedAt, true);
    }
}
