package org.tsudoi.payments.paypay;

import java.util.Optional;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Webhooks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads which payment PayPay's news names. PayPay signs nothing, so it is a hint from anybody.
final class PayPayWebhook implements Webhooks {
    private static final int WORD_LENGTH_MAX = 40;

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public String name() {
        return PayPayAdapter.NAME;
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        JsonNode news;
        try {
            news = json.readTree(body);
        } catch (JacksonException broken) {
            return new Heard.Unreadable("not JSON");
        }
        if (!"Transaction".equals(PayPayReading.text(news, "notification_type"))) {
            return new Heard.Unreadable("not about a payment");
        }
        var state = news.path("state").asString("");
        if (!state.matches("[A-Z_]{1," + WORD_LENGTH_MAX + "}")) return new Heard.Unreadable("not an event");
        return Optional.ofNullable(PayPayReading.text(news, "merchant_order_id"))
                .flatMap(PaymentId::parse)
                .<Heard>map(payment -> new Heard.Hinted("Transaction." + state, payment))
                .orElseGet(() -> new Heard.Unreadable("no payment of ours"));
    }
}
