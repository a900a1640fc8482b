package org.tsudoi.payments.omise;

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
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.json.JsonMapper;

class OmiseReadingTest {
    private static final PaymentId PAYMENT = new PaymentId(UUID.fromString("01890000-0000-7000-8000-000000000001"));
    private static final RefundId REFUND = new RefundId(UUID.fromString("01890000-0000-7000-8000-000000000002"));
    private static final Instant END = Instant.parse("2026-11-28T10:26:26Z");
    private static final String PICTURE = "https://api.omise.co/charges/chrg_1/documents/docu_1/downloads/4650066F";

    private static final String PENDING = """
            {"object":"charge","id":"chrg_1","amount":200000,"fee":3300,"fee_vat":231,"currency":"THB",
             "metadata":{"payment":"%s","order":"ord_1"},"status":"pending","authorized":false,"paid":false,
             "source":{"object":"source","type":"promptpay","flow":"offline",
               "scannable_code":{"type":"qr","image":{"download_uri":"%s"}}},
             "authorize_uri":null,"expires_at":"2026-11-28T10:26:26Z","paid_at":null}""".formatted(PAYMENT, PICTURE);

    private static Optional<Seen> seen(String json) {
        return OmiseReading.seen(JsonMapper.shared().readTree(json));
    }

    private static String paid() {
        return PENDING.replace("\"pending\"", "\"successful\"")
                .replace("\"paid\":false", "\"paid\":true")
                .replace("\"paid_at\":null", "\"paid_at\":\"2026-11-28T10:00:01Z\"");
    }

    private static Money baht(long satang) {
        return Money.of(satang, "THB");
    }

    @Test
    void aPendingPromptPayChargeIsACodeToScan() {
        assertThat(seen(PENDING))
                .contains(new Seen(
                        "chrg_1",
                        "ord_1",
                        PAYMENT,
                        baht(200_000),
                        new Status.Issued(new Instructions.ScannedCode(PICTURE, END))));
    }

    @Test
    void aPendingChargeOfABankIsAPage() {
        var bank = PENDING.replace("\"offline\"", "\"app_redirect\"")
                .replace("\"authorize_uri\":null", "\"authorize_uri\":\"https://pay.omise.co/x\"");
        assertThat(seen(bank).orElseThrow().status()).isEqualTo(new Status.Open("https://pay.omise.co/x", null));
        assertThat(seen(bank.replace("\"authorized\":false", "\"authorized\":true"))
                        .orElseThrow()
                        .status())
                .isEqualTo(new Status.Processing());
    }

    @Test
    void successfulIsPaidAndTheFeeIncludesItsTax() {
        assertThat(seen(paid()).orElseThrow().status())
                .isEqualTo(new Status.Paid(baht(200_000), baht(3531), "chrg_1", Instant.parse("2026-11-28T10:00:01Z")));
        assertThat(seen(paid().replace("\"fee_vat\":231,", "")).orElseThrow().status())
                .isEqualTo(new Status.Paid(baht(200_000), null, "chrg_1", Instant.parse("2026-11-28T10:00:01Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "expired", "reversed"})
    void nothingCanBePaidOnAnEndedCharge(String status) {
        assertThat(seen(PENDING.replace("pending", status)).orElseThrow().status())
                .isEqualTo(new Status.Closed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pending\"|\"settled\"",
                "\"offline\"|\"carrier pigeon\"",
                "\"download_uri\"|\"uri\"",
                "\"2026-11-28T10:26:26Z\"|\"soon\"",
                "\"id\":\"chrg_1\"|\"id\":null"
            })
    void whatIsNotUnderstoodIsNothing(String right, String odd) {
        assertThat(seen(PENDING.replace(right, odd))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"paid\":true|\"paid\":false",
                "\"amount\":200000|\"amount\":\"200000\"",
                "\"amount\":200000|\"amount\":2000.5",
                "\"THB\"|\"JPY\"",
                "\"paid_at\":\"2026-11-28T10:00:01Z\"|\"paid_at\":null"
            })
    void whatIsNotExactlyPaidIsNothing(String right, String odd) {
        assertThat(seen(paid().replace(right, odd))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pending,false", "closed,false", "failed,false", "returned,true"})
    void aRefundIsReadByItsWordOrNotAtAll(String word, boolean nothing) {
        var refund = OmiseReading.refund(JsonMapper.shared().readTree("""
                {"object":"refund","id":"rfnd_1","charge":"chrg_1","amount":1000,"currency":"THB","status":"%s",
                 "metadata":{"refund":"%s","attempt":"2"}}""".formatted(word, REFUND)));
        if (nothing) {
            assertThat(refund).isEmpty();
            return;
        }
        var status = switch (word) {
            case "pending" -> new RefundStatus.Pending();
            case "closed" -> new RefundStatus.Succeeded();
            default -> new RefundStatus.Failed("failed");
        };
        assertThat(refund).contains(new RefundSeen("chrg_1/refunds/rfnd_1", REFUND, 2, baht(1000), status));
    }
}
