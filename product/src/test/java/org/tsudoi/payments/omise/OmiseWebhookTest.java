package org.tsudoi.payments.omise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Webhooks.About;
import org.tsudoi.payments.provider.Webhooks.Heard;
import org.tsudoi.testing.TestClock;

class OmiseWebhookTest {
    private static final String SECRET = "b21pc2Utd2ViaG9vay1zZWNyZXQ=";
    private static final String TIME = "1785578400";
    private static final Instant AT = Instant.ofEpochSecond(1_785_578_400);
    private static final String BODY =
            "{\"id\":\"evnt_test_1\",\"key\":\"charge.complete\",\"data\":{\"id\":\"chrg_test_1\"}}";
    private static final String VECTOR = "c18c99a6612d57ffecba8948a13ccd4b6f9bb21cac805cfa323c080c600cc15f";
    private static final PaymentId PAYMENT = new PaymentId(UUID.fromString("01890000-0000-7000-8000-000000000001"));
    private static final RefundId REFUND = new RefundId(UUID.fromString("01890000-0000-7000-8000-000000000002"));
    private static final Heard WRONG = new Heard.Forged("wrong signature");

    private final OmiseWebhook webhook = at(AT, SECRET);

    private static OmiseWebhook at(Instant now, String... secrets) {
        return new OmiseWebhook(List.of(secrets), new TestClock(now));
    }

    private static Heard hear(OmiseWebhook webhook, String body, String signature, String time) {
        var headers = Map.of("Omise-Signature", signature, "Omise-Signature-Timestamp", time);
        return webhook.hear(body.getBytes(UTF_8), headers::get);
    }

    private Heard signed(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
        var hex = HexFormat.of().formatHex(mac.doFinal((TIME + "." + body).getBytes(UTF_8)));
        return hear(webhook, body, hex, TIME);
    }

    @Test
    void theVectorIsRightlySigned() {
        assertThat(hear(webhook, BODY, VECTOR, TIME))
                .isEqualTo(new Heard.Told("evnt_test_1", "charge.complete", new About.NothingOfOurs()));
    }

    @Test
    void oneOfSeveralSignaturesAndSecretsIsEnoughWhileASecretIsReplaced() {
        assertThat(hear(webhook, BODY, "0".repeat(64) + ", " + VECTOR, TIME)).isInstanceOf(Heard.Told.class);
        assertThat(hear(at(AT, "b3RoZXI=", SECRET), BODY, VECTOR, TIME)).isInstanceOf(Heard.Told.class);
    }

    @Test
    void whateverElseIsForged() {
        assertThat(webhook.hear(BODY.getBytes(UTF_8), _ -> null)).isEqualTo(new Heard.Forged("no signature"));
        assertThat(webhook.hear(BODY.getBytes(UTF_8), name -> name.equals("Omise-Signature") ? VECTOR : null))
                .isEqualTo(new Heard.Forged("no time in the signature"));
        assertThat(hear(at(AT, "b3RoZXI="), BODY, VECTOR, TIME)).isEqualTo(WRONG);
        assertThat(hear(at(AT), BODY, VECTOR, TIME)).isEqualTo(WRONG);
        assertThat(hear(webhook, BODY + " ", VECTOR, TIME)).isEqualTo(WRONG);
        assertThat(hear(webhook, BODY, VECTOR, "1785578401")).isEqualTo(WRONG);
        assertThat(hear(webhook, BODY, "", TIME)).isEqualTo(WRONG);
        assertThat(hear(webhook, BODY, VECTOR, "soon")).isEqualTo(new Heard.Forged("no time in the signature"));
        assertThat(hear(webhook, BODY, "x".repeat(2001), TIME)).isEqualTo(new Heard.Forged("signature too long"));
        assertThat(hear(webhook, BODY, "a,".repeat(11) + VECTOR, TIME))
                .isEqualTo(new Heard.Forged("too many signatures"));
    }

    @Test
    void whatWasSignedLongAgoOrAheadIsForged() {
        var old = new Heard.Forged("signed too long ago");
        assertThat(hear(at(AT.plus(Duration.ofMinutes(6)), SECRET), BODY, VECTOR, TIME))
                .isEqualTo(old);
        assertThat(hear(at(AT.minus(Duration.ofMinutes(6)), SECRET), BODY, VECTOR, TIME))
                .isEqualTo(old);
        assertThat(hear(at(AT.plus(Duration.ofMinutes(5)), SECRET), BODY, VECTOR, TIME))
                .isInstanceOf(Heard.Told.class);
    }

    @Test
    void aSecretThatIsNotBase64StopsTheStart() {
        assertThatThrownBy(() -> at(AT, "not base64!")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEventSaysWhatToLookAt() throws Exception {
        var charge = "{\"id\":\"e1\",\"key\":\"charge.complete\",\"data\":{\"object\":\"charge\",\"id\":\"chrg_1\","
                + "\"description\":\"โยคะเช้า\",\"metadata\":{\"payment\":\"" + PAYMENT + "\"}}}";
        assertThat(signed(charge))
                .isEqualTo(new Heard.Told("e1", "charge.complete", new About.APayment(PAYMENT, "chrg_1", "chrg_1")));
        var refund = "{\"id\":\"e2\",\"key\":\"refund.create\",\"data\":{\"object\":\"refund\",\"id\":\"rfnd_1\","
                + "\"charge\":\"chrg_1\",\"metadata\":{\"refund\":\"" + REFUND + "\"}}}";
        assertThat(signed(refund))
                .isEqualTo(new Heard.Told(
                        "e2", "refund.create", new About.ARefund(REFUND, "chrg_1/refunds/rfnd_1", "chrg_1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"e\",\"key\":\"customer.create\",\"data\":{\"object\":\"customer\",\"id\":\"cust_1\"}}",
                "{\"id\":\"e\",\"key\":\"refund.create\",\"data\":{\"object\":\"refund\",\"id\":\"rfnd_1\"}}",
                "{\"id\":\"e\",\"key\":\"charge.complete\",\"data\":{\"object\":\"charge\"}}"
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
                "{\"id\":\"e1\",\"key\":\"charge.complete\"}|not an event",
                "{\"id\":\"e\\u0000\",\"key\":\"charge.complete\",\"data\":{}}|a zero character"
            })
    void whatIsNoEventIsUnreadable(String body, String why) throws Exception {
        assertThat(signed(body)).isEqualTo(new Heard.Unreadable(why));
    }
}
