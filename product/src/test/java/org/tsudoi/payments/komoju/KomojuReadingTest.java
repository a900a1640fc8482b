package org.tsudoi.payments.komoju;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.json.JsonMapper;

class KomojuReadingTest {
    private static final PaymentId PAYMENT = new PaymentId(UUID.fromString("01890000-0000-7000-8000-000000000001"));
    private static final Instant DEADLINE = Instant.parse("2026-12-01T14:59:59Z");

    /// In the shape of the sample in KOMOJU's documentation.
    private static final String ISSUED = """
            {"id":"dy9e1bjo86xc7d6362gkb7jkx","resource":"payment","status":"authorized","amount":3300,"tax":0,
             "customer":null,"payment_deadline":"2026-12-01T14:59:59Z",
             "payment_details":{"type":"konbini","email":"hanako@example.jp","store":"lawson",
               "confirmation_code":"001111","receipt":"00012345678",
               "instructions_url":"https://komoju.com/en/instructions/dy9e1bjo86xc7d6362gkb7jkx"},
             "payment_method_fee":190,"total":3490,"currency":"JPY","description":null,"captured_at":null,
             "external_order_num":"%s","metadata":{"order":"ord_1"},"created_at":"2026-11-28T06:20:21Z",
             "amount_refunded":0,"locale":"ja","refunds":[],"refund_requests":[]}""".formatted(PAYMENT);

    private static Optional<Seen> seen(String json) {
        return KomojuReading.seen(JsonMapper.shared().readTree(json));
    }

    private static String paid() {
        return ISSUED.replace("\"authorized\"", "\"captured\"")
                .replace("\"captured_at\":null", "\"captured_at\":\"2026-11-29T01:02:03Z\"");
    }

    @Test
    void authorizedIsANumberThatNobodyHasPaid() {
        assertThat(seen(ISSUED))
                .contains(new Seen(
                        "dy9e1bjo86xc7d6362gkb7jkx",
                        "ord_1",
                        PAYMENT,
                        Money.jpy(3300),
                        new Status.Issued(new Instructions.StoreNumber(
                                "lawson",
                                "00012345678",
                                "001111",
                                "https://komoju.com/en/instructions/dy9e1bjo86xc7d6362gkb7jkx",
                                DEADLINE,
                                Money.jpy(190)))));
    }

    @Test
    void withoutAFeeTheTillAsksForThePrice() {
        var free = ISSUED.replace("\"payment_method_fee\":190", "\"payment_method_fee\":0");
        assertThat(seen(free).orElseThrow().status())
                .isInstanceOfSatisfying(
                        Status.Issued.class,
                        issued -> assertThat(issued.how())
                                .isInstanceOfSatisfying(Instructions.StoreNumber.class, number -> {
                                    assertThat(number.onTop()).isNull();
                                    assertThat(number.toPay(Money.jpy(3300))).isEqualTo(Money.jpy(3300));
                                }));
    }

    @Test
    void capturedIsPaidWithoutWhatTheCustomerPaidOnTop() {
        var paid = new Status.Paid(
                Money.jpy(3300), Money.jpy(0), "dy9e1bjo86xc7d6362gkb7jkx", Instant.parse("2026-11-29T01:02:03Z"));
        assertThat(seen(paid()).orElseThrow().status()).isEqualTo(paid);
        assertThat(seen(paid().replace("\"captured\"", "\"refunded\""))
                        .orElseThrow()
                        .status())
                .isEqualTo(paid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "expired", "failed"})
    void nothingCanBePaidOnAnEndedNumber(String status) {
        assertThat(seen(ISSUED.replace("authorized", status)).orElseThrow().status())
                .isEqualTo(new Status.Closed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"authorized\"|\"settled\"",
                "\"authorized\"|5",
                "\"type\":\"konbini\"|\"type\":\"credit_card\"",
                "\"receipt\":\"00012345678\"|\"receipt\":null",
                "\"store\":\"lawson\"|\"store\":null",
                "\"2026-12-01T14:59:59Z\"|\"soon\"",
                "\"id\":\"dy9e1bjo86xc7d6362gkb7jkx\"|\"id\":5"
            })
    void whatIsNotUnderstoodIsNothing(String right, String odd) {
        assertThat(seen(ISSUED.replace(right, odd))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2026-11-29T01:02:03Z\"|null",
                "\"total\":3490|\"total\":\"3490\"",
                "\"total\":3490|\"total\":34.9",
                "\"payment_method_fee\":190|\"payment_method_fee\":-190",
                "\"currency\":\"JPY\"|\"currency\":\"USD\""
            })
    void whatIsNotExactlyPaidIsNothing(String right, String odd) {
        assertThat(seen(paid().replace(right, odd))).isEmpty();
    }

    @Test
    void whatIsNotOursIsSeenAsSuch() {
        var seen = seen(ISSUED.replace(PAYMENT.toString(), "order-1").replace("\"order\":\"ord_1\"", ""))
                .orElseThrow();
        assertThat(seen.paymentId()).isNull();
        assertThat(seen.orderReference()).isNull();
        assertThat(seen(ISSUED.replace("\"tax\":0", "\"tax\":330"))
                        .orElseThrow()
                        .asked())
                .isEqualTo(Money.jpy(3630));
    }
}
