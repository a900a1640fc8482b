package org.tsudoi.payments.komoju;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Webhooks.About;
import org.tsudoi.payments.provider.Webhooks.Heard;

class KomojuWebhookTest {
    private static final String SECRET = "komoju_webhook_secret";
    private static final String BODY = "{\"id\":\"ev1\",\"type\":\"payment.captured\"}";
    private static final String VECTOR = "7447f671dce192a97ba07000567b9d0771a5af7ef2ec495ef0cd45d14092804b";
    private static final PaymentId PAYMENT = new PaymentId(UUID.fromString("01890000-0000-7000-8000-000000000001"));

    private final KomojuWebhook webhook = new KomojuWebhook(List.of(SECRET));

    private static Heard hear(KomojuWebhook webhook, String body, String signature) {
        return webhook.hear(body.getBytes(UTF_8), named -> named.equals("X-Komoju-Signature") ? signature : null);
    }

    private static String sign(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    private Heard signed(String body) throws Exception {
        return hear(webhook, body, sign(body));
    }

    @Test
    void theVectorIsRightlySigned() {
        assertThat(hear(webhook, BODY, VECTOR))
                .isEqualTo(new Heard.Told("ev1", "payment.captured", new About.NothingOfOurs()));
        assertThat(hear(webhook, BODY, VECTOR.toUpperCase(Locale.ROOT))).isInstanceOf(Heard.Told.class);
    }

    @Test
    void bothSecretsAreGoodWhileOneIsReplaced() {
        assertThat(hear(new KomojuWebhook(List.of("new", SECRET)), BODY, VECTOR))
                .isInstanceOf(Heard.Told.class);
    }

    @Test
    void whateverElseIsForged() {
        var forged = new Heard.Forged("wrong signature");
        assertThat(webhook.hear(BODY.getBytes(UTF_8), _ -> null)).isEqualTo(new Heard.Forged("no signature"));
        assertThat(hear(new KomojuWebhook(List.of("other")), BODY, VECTOR)).isEqualTo(forged);
        assertThat(hear(new KomojuWebhook(List.of("", " ")), BODY, VECTOR)).isEqualTo(forged);
        assertThat(hear(webhook, BODY + " ", VECTOR)).isEqualTo(forged);
        assertThat(hear(webhook, BODY, "")).isEqualTo(forged);
        assertThat(hear(webhook, BODY, VECTOR.replace('7', '8'))).isEqualTo(forged);
        assertThat(hear(webhook, BODY, VECTOR + "0")).isEqualTo(forged);
    }

    @Test
    void anEventSaysWhichPaymentToLookAt() throws Exception {
        var body = "{\"id\":\"e1\",\"type\":\"payment.captured\",\"resource\":\"event\",\"data\":{\"id\":\"p1\","
                + "\"resource\":\"payment\",\"description\":\"朝のヨガ\",\"external_order_num\":\"" + PAYMENT + "\"}}";
        assertThat(signed(body))
                .isEqualTo(new Heard.Told("e1", "payment.captured", new About.APayment(PAYMENT, "p1", "p1")));
        assertThat(signed(body.replace(PAYMENT.toString(), "order-1")))
                .isEqualTo(new Heard.Told("e1", "payment.captured", new About.APayment(null, "p1", "p1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"e1\",\"type\":\"ping\",\"data\":{}}",
                "{\"id\":\"e1\",\"type\":\"settlement.created\",\"data\":{\"id\":\"s1\",\"resource\":\"settlement\"}}",
                "{\"id\":\"e1\",\"type\":\"payment.x\",\"data\":{\"id\":\"p1\",\"resource\":\"other\"}}"
            })
    void otherEventsAreNothingOfOurs(String body) throws Exception {
        assertThat(signed(body))
                .isInstanceOfSatisfying(
                        Heard.Told.class, told -> assertThat(told.about()).isEqualTo(new About.NothingOfOurs()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|not JSON",
                "[]|not an event",
                "{\"id\":\"e1\"}|not an event",
                "{\"id\":5,\"type\":\"ping\"}|not an event"
            })
    void whatIsNoEventIsUnreadable(String body, String why) throws Exception {
        assertThat(signed(body)).isEqualTo(new Heard.Unreadable(why));
        assertThat(signed("{\"id\":\"e\\u0000\",\"type\":\"ping\"}"))
                .isEqualTo(new Heard.Unreadable("a zero character"));
    }
}
