package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tsudoi.money.Money;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Stripe's own examples of its objects, as its API has them and not as Town writes them: from `fixtures3.json` of
/// github.com/stripe/openapi (MIT licence).
class StripeFixturesTest {
    private static JsonNode fixture(String name) {
        try (var file = Objects.requireNonNull(StripeFixturesTest.class.getResourceAsStream("/stripe-fixtures.json"))) {
            return JsonMapper.shared().readTree(file).path(name);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void aRefundOfSomebodyElseIsReadAndNotOurs() {
        var refund = StripeReading.refund(fixture("refund")).orElseThrow();
        assertThat(refund.amount()).isEqualTo(Money.of(100, "USD"));
        assertThat(refund.status()).isEqualTo(new RefundStatus.Succeeded());
        assertThat(refund.refundId()).isNull();
        var failed = (ObjectNode) fixture("refund");
        failed.put("status", "failed").put("failure_reason", "lost_or_stolen_card");
        assertThat(StripeReading.refund(failed).orElseThrow().status())
                .isEqualTo(new RefundStatus.Failed("lost_or_stolen_card", true));
        failed.put("failure_reason", "charge_for_pending_refund_disputed");
        assertThat(StripeReading.refund(failed).orElseThrow().status())
                .isEqualTo(new RefundStatus.Failed("charge_for_pending_refund_disputed"));
    }

    /// Which cannot be held against an amount of ours.
    @Test
    void aSessionWithoutAnAmountOrAnOrderIsNobodys() {
        var whole = (ObjectNode) fixture("checkout.session");
        assertThat(StripeReading.seen(whole))
                .as("its intent is named and not told")
                .isEmpty();
        whole.putNull("payment_intent");
        var session = StripeReading.seen(whole).orElseThrow();
        assertThat(session.status()).isInstanceOf(Status.Open.class);
        assertThat(session.asked()).isNull();
        assertThat(session.orderReference()).isNull();
        assertThat(session.paymentId()).isNull();
    }

    @Test
    void aDisputeThatNamesNoPaymentIsNotRead() {
        assertThat(StripeReading.dispute(fixture("dispute"))).isEmpty();
    }

    @Test
    void aMovementIsReadWithItsFee() {
        var moved = Objects.requireNonNull(StripeMovement.of(fixture("balance_transaction"), Money.of(100, "USD")));
        assertThat(moved.amount()).isEqualTo(Money.of(100, "USD"));
        assertThat(moved.fee()).isEqualTo(Money.of(0, "USD"));
    }
}
