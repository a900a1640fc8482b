package org.tsudoi.payments.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Webhooks.About;
import org.tsudoi.payments.provider.Webhooks.Heard;
import org.tsudoi.testing.TestClock;

class StripeWebhookTest {
    private static final String SECRET = "whsec_test_secret";
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
    private static final String BODY = "{\"id\":\"evt_1\",\"object\":\"event\"}";
    private static final String VECTOR = "0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd";

    private final StripeWebhook webhook = at(AT, SECRET);

    private static StripeWebhook at(Instant now, String... secrets) {
        return new StripeWebhook(List.of(secrets), new TestClock(now));
    }

    private static Heard hear(StripeWebhook webhook, String body, String header) {
        return webhook.hear(body.getBytes(UTF_8), named -> named.equals("Stripe-Signature") ? header : null);
    }

    private static String sign(String body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        var signed = mac.doFinal((AT.getEpochSecond() + "." + body).getBytes(UTF_8));
        return "t=" + AT.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(signed);
    }

    @Test
    void theVectorIsRightlySigned() {
        // The body of the vector is no whole event, which is found out only after the signature was right.
        assertThat(hear(webhook, BODY, "t=1700000000,v1=" + VECTOR)).isEqualTo(new Heard.Unreadable("not an event"));
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughWhileASecretIsReplaced() {
        var header = "t=1700000000,v1=" + "0".repeat(64) + ",v1=" + VECTOR + ",v0=abc";
        assertThat(hear(webhook, BODY, header)).isInstanceOf(Heard.Unreadable.class);
        assertThat(hear(at(AT, "whsec_new", SECRET), BODY, "t=1700000000,v1=" + VECTOR))
                .isInstanceOf(Heard.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                            | no time in the signature",
                "v1=VECTOR                                     | no time in the signature",
                "t=1700000000                                  | wrong signature",
                "t=1700000000,v1=                              | wrong signature",
                "t=1700000001,v1=VECTOR                        | wrong signature",
                "t=1700000000,v0=VECTOR                        | wrong signature",
                "t=99999999999999999999,v1=VECTOR              | no time in the signature",
            })
    void whateverElseIsForged(String header, String why) {
        assertThat(hear(webhook, BODY, header.replace("VECTOR", VECTOR))).isEqualTo(new Heard.Forged(why));
    }

    @Test
    void noHeaderAWrongSecretOrAChangedByteIsForged() {
        var header = "t=1700000000,v1=" + VECTOR;
        assertThat(webhook.hear(BODY.getBytes(UTF_8), _ -> null)).isEqualTo(new Heard.Forged("no signature"));
        assertThat(hear(at(AT, "whsec_other"), BODY, header)).isEqualTo(new Heard.Forged("wrong signature"));
        assertThat(hear(at(AT), BODY, header)).isEqualTo(new Heard.Forged("wrong signature"));
        assertThat(hear(webhook, BODY.replace("evt_1", "evt_2"), header))
                .isEqualTo(new Heard.Forged("wrong signature"));
    }

    @Test
    void fiveMinutesIsTheMostBetweenSigningAndHearing() {
        var header = "t=1700000000,v1=" + VECTOR;
        var most = Duration.ofSeconds(300);
        assertThat(hear(at(AT.plus(most), SECRET), BODY, header)).isInstanceOf(Heard.Unreadable.class);
        assertThat(hear(at(AT.minus(most), SECRET), BODY, header)).isInstanceOf(Heard.Unreadable.class);
        assertThat(hear(at(AT.plus(most).plusSeconds(1), SECRET), BODY, header))
                .isEqualTo(new Heard.Forged("signed too long ago"));
        assertThat(hear(at(AT.minus(most).minusSeconds(1), SECRET), BODY, header))
                .isEqualTo(new Heard.Forged("signed too long ago"));
    }

    @Test
    void theSignatureIsOverBytesAlsoOfJapanese() throws Exception {
        var body = event("checkout.session.completed", "{\"id\":\"cs_1\",\"note\":\"ヨガ 入門\"}");
        assertThat(hear(webhook, body, sign(body)))
                .isEqualTo(
                        new Heard.Told("evt_9", "checkout.session.completed", new About.APayment(null, "cs_1", null)));
    }

    @Test
    void anEventSaysWhatItIsAbout() throws Exception {
        var payment = new PaymentId(new java.util.UUID(1, 2));
        var refund = new RefundId(new java.util.UUID(3, 4));
        var ours = ",\"metadata\":{\"payment\":\"" + payment + "\"}";
        assertThat(about("checkout.session.expired", "{\"id\":\"cs_1\",\"payment_intent\":\"pi_1\"" + ours + "}"))
                .isEqualTo(new About.APayment(payment, "cs_1", "pi_1"));
        assertThat(about("payment_intent.succeeded", "{\"id\":\"pi_1\"" + ours + "}"))
                .isEqualTo(new About.APayment(payment, null, "pi_1"));
        assertThat(about("charge.refunded", "{\"id\":\"ch_1\",\"payment_intent\":\"pi_1\"}"))
                .isEqualTo(new About.APayment(null, null, "pi_1"));
        assertThat(about(
                        "refund.updated",
                        "{\"id\":\"re_1\",\"payment_intent\":\"pi_1\",\"metadata\":{\"refund\":\"" + refund + "\"}}"))
                .isEqualTo(new About.ARefund(refund, "re_1", "pi_1"));
        assertThat(about("charge.dispute.created", "{\"id\":\"dp_1\",\"payment_intent\":\"pi_1\",\"status\":\"lost\"}"))
                .isEqualTo(new About.ADispute("dp_1", "pi_1", "lost"));
        assertThat(about("customer.created", "{\"id\":\"cus_1\"}")).isEqualTo(new About.NothingOfOurs());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"dp_\\u0000\"}",
                "{\"id\":\"dp_1\",\"payment_intent\":\"pi_\\u0000\"}",
                "{\"id\":\"dp_1\",\"status\":\"\\u0000\"}"
            })
    void whatTheDatabaseCannotKeepIsUnreadable(String object) throws Exception {
        for (var body : List.of(
                event("charge.dispute.created", object),
                event("charge.\\u0000", "{\"id\":\"dp_1\"}"),
                event("x", "{}").replace("evt_9", "evt_\\u0000"))) {
            assertThat(hear(webhook, body, sign(body))).isInstanceOf(Heard.Unreadable.class);
        }
    }

    private About about(String type, String object) throws Exception {
        var body = event(type, object);
        return hear(webhook, body, sign(body)) instanceof Heard.Told told ? told.about() : new About.NothingOfOurs();
    }

    private static String event(String type, String object) {
        return "{\"id\":\"evt_9\",\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
    }
}
