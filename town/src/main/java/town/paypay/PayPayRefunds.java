package town.paypay;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import town.state.TownClock;

/// Yen on their way back: accepted, and done a little later.
@Component
class PayPayRefunds {
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final int LOOKED_THROUGH_MAX = 1000;

    private final PayPayBooks books;
    private final Clock clock;

    PayPayRefunds(PayPayBooks books, TownClock clock) {
        this.books = books;
        this.clock = clock;
        clock.whenAdvanced(this::settleDue);
    }

    CodeRefund create(JsonNode body) {
        for (var field : new String[] {"merchantRefundId", "paymentId", "amount", "requestedAt"}) {
            if (body.path(field).isMissingNode()) {
                throw PayPayError.missing();
            }
        }
        var name = body.path("merchantRefundId").asString("");
        if (!PayPayCodes.NAME.matcher(name).matches()
                || !body.path("requestedAt").isIntegralNumber()) {
            throw PayPayError.invalid();
        }
        long amount = PayPayCodes.yen(body.path("amount"));
        var payment = body.path("paymentId").asString("");
        var code = books.ofPayment(payment).orElseThrow(PayPayError::noOrder);
        var id = CodeRefund.id(name, payment);
        var earlier = books.refunds.find(id);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (code.state() != Code.State.COMPLETED) {
            throw PayPayError.notRefundable();
        }
        if (amount > code.wanted().amount() - books.refunded(code)) {
            throw PayPayError.refundAmount();
        }
        var refund = new CodeRefund(
                id,
                name,
                payment,
                code.id(),
                amount,
                body.path("requestedAt").asLong(),
                PayPayCodes.text(body, "reason"),
                clock.instant(),
                !code.slow());
        books.refunds.put(id, refund);
        books.put(code.refunding(id));
        return refund;
    }

    CodeRefund find(String merchantRefundId, String paymentId) {
        return books.refunds.find(CodeRefund.id(merchantRefundId, paymentId)).orElseThrow(PayPayError::noRefund);
    }

    @Scheduled(fixedDelay = 1000)
    void settleDue() {
        var now = clock.instant();
        books.refunds
                .newest(
                        LOOKED_THROUGH_MAX,
                        refund -> !refund.done()
                                && !refund.acceptedAt().plus(SLOW).isAfter(now))
                .forEach(refund -> books.refunds.put(refund.id(), refund.arrived()));
    }
}
