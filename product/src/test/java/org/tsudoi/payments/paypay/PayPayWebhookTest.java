package org.tsudoi.payments.paypay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Webhooks.Heard;

class PayPayWebhookTest {
    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 2));

    private static Heard hear(String body) {
        return new PayPayWebhook().hear(body.getBytes(UTF_8), _ -> null);
    }

    @Test
    void newsIsAHintAtOurPaymentAndNothingMore() {
        assertThat(hear("""
                        {"notification_type":"Transaction","merchant_id":"1","store_id":"東京","order_id":"04123",
                        "merchant_order_id":"%s","paid_at":"2026-11-27T00:00:00Z","order_amount":"3300",
                        "state":"COMPLETED"}""".formatted(PAYMENT))).isEqualTo(new Heard.Hinted("Transaction.COMPLETED", PAYMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "{}",
                "{\"notification_type\":\"file.created\"}",
                "{\"notification_type\":\"Transaction\",\"state\":\"COMPLETED\",\"merchant_order_id\":\"order-1\"}",
                "{\"notification_type\":\"Transaction\",\"state\":\"COMPLETED\",\"merchant_order_id\":1}",
                "{\"notification_type\":\"Transaction\",\"state\":\"\\u0000\",\"merchant_order_id\":\"x\"}",
                "{\"notification_type\":\"Transaction\",\"merchant_order_id\":\"x\"}"
            })
    void whatNamesNoPaymentOfOursIsUnreadable(String body) {
        assertThat(hear(body)).isInstanceOf(Heard.Unreadable.class);
    }
}
