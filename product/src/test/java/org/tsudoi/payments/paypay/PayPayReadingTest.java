package org.tsudoi.payments.paypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Odd answers are understood as nothing.
class PayPayReadingTest {
    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 2));
    private static final PayPayReference CODE = new PayPayReference("04-1", "https://qr.paypay.example/1", null);
    private static final String PAID = """
            {"paymentId":"04123","status":"COMPLETED","acceptedAt":1700000000,"merchantPaymentId":"%s",
            "amount":{"amount":3300,"currency":"JPY"},"orderDescription":"朝のヨガ × 1 (ord_1)"}""".formatted(PAYMENT);

    private static JsonNode json(String words) {
        return JsonMapper.shared().readTree(words);
    }

    private static Optional<Seen> seen(String payment) {
        return PayPayReading.seen(json(payment), CODE);
    }

    @Test
    void whatIsCompletedIsPaidAndCostsNothingThatPayPayTells() {
        assertThat(seen(PAID))
                .contains(new Seen(
                        "04-1|https://qr.paypay.example/1",
                        "ord_1",
                        PAYMENT,
                        Money.jpy(3300),
                        new Status.Paid(Money.jpy(3300), Money.jpy(0), "04123", Instant.ofEpochSecond(1_700_000_000))));
        assertThat(seen(PAID.replace("COMPLETED", "REFUNDED")).orElseThrow().status())
                .isInstanceOf(Status.Paid.class);
    }

    @Test
    void eachWordMeansOneThing() {
        assertThat(status("CREATED")).contains(new Status.Open(CODE.url(), null));
        assertThat(status("AUTHORIZED")).contains(new Status.Processing());
        for (var over : new String[] {"FAILED", "CANCELED", "EXPIRED"}) {
            assertThat(status(over)).as(over).contains(new Status.Closed());
        }
        assertThat(status("SETTLED")).isEmpty();
        assertThat(status("")).isEmpty();
    }

    private static Optional<Status> status(String word) {
        return seen(PAID.replace("COMPLETED", word)).map(Seen::status);
    }

    @Test
    void whatIsPaidWithoutNumberOrTimeIsNothing() {
        assertThat(seen(PAID.replace("04123", ""))).isEmpty();
        assertThat(seen(PAID.replace("1700000000", "\"now\""))).isEmpty();
        assertThat(seen(PAID.replace("3300", "\"3300\""))).isEmpty();
        assertThat(seen(PAID.replace("JPY", "USD"))).isEmpty();
    }

    @Test
    void whatIsNotOursIsNobodys() {
        var other = seen(PAID.replace(PAYMENT.toString(), "order-1").replace(" (ord_1)", ""))
                .orElseThrow();
        assertThat(other.paymentId()).isNull();
        assertThat(other.orderReference()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"朝のヨガ × 1", "(笑) ヨガ", "", "ヨガ (ord_9)", "very long"})
    void theReferenceOfTheOrderIsReadFromTheEnd(String title) {
        var words = title.equals("very long") ? "😀".repeat(300) : title;
        var description = PayPayReading.description(words, "ord_1", 255);
        assertThat(description.length()).isLessThanOrEqualTo(255);
        var payment = json(PAID);
        ((ObjectNode) payment).put("orderDescription", description);
        assertThat(PayPayReading.seen(payment, CODE).orElseThrow().orderReference())
                .isEqualTo("ord_1");
        assertThat(description.codePoints().allMatch(Character::isValidCodePoint))
                .isTrue();
    }

    @Test
    void aCodeIsKeptWithItsAddress() {
        var whole = new PayPayReference(
                "04-1", "https://qr.paypay.example/1|2", new PayPayReference.Asked("ord_1", 3300, Instant.EPOCH));
        for (var code : new PayPayReference[] {CODE, whole}) {
            assertThat(PayPayReference.parse(code.toString())).contains(code);
        }
        for (var none : new String[] {"", "04-1", "|https://x", "04-1|"}) {
            assertThat(PayPayReference.parse(none)).as(none).isEmpty();
        }
        assertThat(PayPayReading.made(json("{\"codeId\":\"04-1\"}"))).isEmpty();
    }

    @Test
    void aRefundIsOursByItsNameOnly() {
        var id = new RefundId(new UUID(3, 4));
        var refund = """
                {"merchantRefundId":"%s","paymentId":"04123","status":"%s",
                "amount":{"amount":100,"currency":"JPY"}}""";
        var ours = PayPayReading.refund(json(refund.formatted(id + "-2", "REFUNDED")))
                .orElseThrow();
        assertThat(ours.refundId()).isEqualTo(id);
        assertThat(ours.attempt()).isEqualTo(2);
        assertThat(ours.reference()).isEqualTo("04123/" + id + "-2");
        assertThat(ours.status()).isEqualTo(new RefundStatus.Succeeded());
        var other = PayPayReading.refund(json(refund.formatted("somebody", "CREATED")))
                .orElseThrow();
        assertThat(other.refundId()).isNull();
        assertThat(other.status()).isEqualTo(new RefundStatus.Pending());
        assertThat(PayPayReading.refund(json(refund.formatted(id + "-1", "DONE"))))
                .isEmpty();
    }
}
