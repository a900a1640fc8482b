package org.tsudoi.payments.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute.Stage;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.payments.provider.PaymentProvider.KeptWallet;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Odd answers are understood as nothing.
class PayPalReadingTest {
    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 2));
    private static final String CAPTURE = """
            {"id":"CAP1","status":"COMPLETED","amount":{"currency_code":"JPY","value":"3300"},
            "create_time":"2026-11-27T00:00:00Z",
            "seller_receivable_breakdown":{"paypal_fee":{"currency_code":"JPY","value":"159"}}}""";
    private static final String ORDER = """
            {"id":"5O1","status":"COMPLETED","purchase_units":[{"custom_id":"ord_1","invoice_id":"%s",
            "amount":{"currency_code":"JPY","value":"3300"},"payments":{"captures":[%s]}}]}""".formatted(PAYMENT, CAPTURE);

    private static JsonNode json(String words) {
        return JsonMapper.shared().readTree(words);
    }

    private static Optional<Seen> seen(String order) {
        return PayPalReading.seen(json(order), id -> "https://www.paypal.com/checkoutnow?token=" + id);
    }

    private static Optional<Status> status(String order) {
        return seen(order).map(Seen::status);
    }

    @Test
    void aCapturedOrderIsPaidWithItsFee() {
        assertThat(seen(ORDER))
                .contains(new Seen(
                        "5O1",
                        "ord_1",
                        PAYMENT,
                        Money.jpy(3300),
                        new Status.Paid(
                                Money.jpy(3300), Money.jpy(159), "CAP1", Instant.parse("2026-11-27T00:00:00Z"))));
    }

    @Test
    void aWalletWhoseAccountIsNotToldIsKeptAllTheSame() {
        var order = """
                {"payment_source":{"paypal":{%s"attributes":{"vault":
                {"id":"tok-1","status":"%s","customer":{"id":"cus-1"}}}}}}""";
        assertThat(PayPalReading.kept(json(order.formatted("", "VAULTED"))))
                .contains(new KeptWallet("cus-1", "tok-1", "***"));
        assertThat(PayPalReading.kept(json(order.formatted("\"email_address\":\"a.b@example.com\",", "CREATED"))))
                .contains(new KeptWallet("cus-1", "tok-1", "a***@example.com"));
    }

    @Test
    void whatWasGivenBackStaysPaid() {
        for (var word : new String[] {"PARTIALLY_REFUNDED", "REFUNDED"}) {
            assertThat(status(
                            ORDER.replace("\"CAP1\",\"status\":\"COMPLETED\"", "\"CAP1\",\"status\":\"" + word + "\"")))
                    .containsInstanceOf(Status.Paid.class);
        }
    }

    @Test
    void whatIsPendingIsNotPaidAndWhatWasTurnedDownIsOver() {
        assertThat(status(ORDER.replace("\"CAP1\",\"status\":\"COMPLETED\"", "\"CAP1\",\"status\":\"PENDING\"")))
                .contains(new Status.Processing());
        assertThat(status(ORDER.replace("\"CAP1\",\"status\":\"COMPLETED\"", "\"CAP1\",\"status\":\"DECLINED\"")))
                .contains(new Status.Closed());
    }

    @Test
    void aFeeThatIsNotToldIsNotKnown() {
        var status = status(ORDER.replace("paypal_fee", "other_fee"));
        assertThat(status)
                .get()
                .isInstanceOfSatisfying(
                        Status.Paid.class, paid -> assertThat(paid.fee()).isNull());
    }

    @Test
    void aPageIsOpenAndApprovedWithTheAddressThatPayPalSaysOrOurs() {
        var open = """
                {"id":"5O1","status":"%s","purchase_units":[{}],
                "links":[{"rel":"%s","href":"https://paypal.example/pay"}]}""";
        var told = new Status.Open("https://paypal.example/pay", null);
        assertThat(status(open.formatted("PAYER_ACTION_REQUIRED", "payer-action")))
                .contains(told);
        assertThat(status(open.formatted("CREATED", "approve"))).contains(told);
        var ours = "https://www.paypal.com/checkoutnow?token=5O1";
        assertThat(status(open.formatted("CREATED", "self"))).contains(new Status.Open(ours, null));
        assertThat(status(open.formatted("APPROVED", "self"))).contains(new Status.Approved(ours));
        assertThat(status(open.formatted("VOIDED", "self"))).contains(new Status.Closed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"5O1\",\"status\":\"APPROVED\"}",
                "{\"id\":\"5O1\",\"status\":\"APPROVED\",\"purchase_units\":[{},{}]}",
                "{\"id\":\"5O1\",\"status\":\"PAID\",\"purchase_units\":[{}]}",
                "{\"id\":\"5O1\",\"status\":\"COMPLETED\",\"purchase_units\":[{}]}"
            })
    void anOrderThatIsNotUnderstoodIsNothing(String order) {
        assertThat(seen(order)).isEmpty();
    }

    @Test
    void aCaptureThatIsNotUnderstoodIsNothing() {
        for (var broken : new String[][] {
            {"\"CAP1\",\"status\":\"COMPLETED\"", "\"CAP1\",\"status\":\"TAKEN\""},
            {"2026-11-27T00:00:00Z", "yesterday"},
            {"\"value\":\"3300\"},\n\"create_time\"", "\"value\":\"3,300\"},\n\"create_time\""},
            {CAPTURE, CAPTURE + "," + CAPTURE}
        }) {
            assertThat(ORDER).contains(broken[0]);
            assertThat(seen(ORDER.replace(broken[0], broken[1]))).as(broken[1]).isEmpty();
        }
    }

    @Test
    void idsThatAreNotOursAreNobodys() {
        var other = seen(ORDER.replace(PAYMENT.toString(), "INV-1")).orElseThrow();
        assertThat(other.paymentId()).isNull();
        assertThat(seen(ORDER.replace("\"3300\"},\"payments\"", "\"33.5\"},\"payments\""))
                        .orElseThrow()
                        .asked())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"JPY, 3300, 3300", "THB, 35000, 350.00", "USD, 1, 0.01", "TWD, 12300, 123", "EUR, 100, 1.00"})
    void amountsAreWrittenAsPayPalWantsThemAndReadAgain(String currency, long minor, String value) {
        var money = Money.of(minor, currency);
        var written = PayPalAmount.write(money);
        assertThat(written.path("value").asString()).isEqualTo(value);
        assertThat(PayPalAmount.read(written)).isEqualTo(money);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1,000", "1e3", "0x10", " 1", "12.345", "99999999999999999999"})
    void whatIsNoAmountIsNothing(String value) {
        var amount = JsonMapper.shared()
                .createObjectNode()
                .put("currency_code", "THB")
                .put("value", value);
        assertThat(PayPalAmount.read(amount)).isNull();
        assertThat(PayPalAmount.read(amount.put("value", "1").put("currency_code", "xxx")))
                .isNull();
    }

    @Test
    void aRefundIsOursByItsNameOnly() {
        var id = new RefundId(new UUID(3, 4));
        var refund = """
                {"id":"RE1","custom_id":"%s","status":"%s","amount":{"currency_code":"JPY","value":"100"}}""";
        var ours = PayPalReading.refund(json(refund.formatted(id + ".2", "COMPLETED")))
                .orElseThrow();
        assertThat(ours.refundId()).isEqualTo(id);
        assertThat(ours.attempt()).isEqualTo(2);
        assertThat(ours.status()).isEqualTo(new RefundStatus.Succeeded());
        var other = PayPalReading.refund(json(refund.formatted("order-1", "PENDING")))
                .orElseThrow();
        assertThat(other.refundId()).isNull();
        assertThat(other.attempt()).isZero();
        assertThat(PayPalReading.refund(json(refund.formatted(id + ".1", "CANCELLED")))
                        .orElseThrow()
                        .status())
                .isEqualTo(new RefundStatus.Failed("CANCELLED"));
        assertThat(PayPalReading.refund(json(refund.formatted(id + ".1", "DONE"))))
                .isEmpty();
    }

    private static String dispute(String status, String more) {
        return """
                {"dispute_id":"PP-D-1","create_time":"2026-11-27T00:00:00.000Z","status":"%s",
                "disputed_transactions":[{"seller_transaction_id":"CAP1"}],
                "dispute_amount":{"currency_code":"JPY","value":"3300"},
                "seller_response_due_date":"2026-12-07T00:00:00.000Z"%s}""".formatted(status, more);
    }

    private static String moved(String list, String party, String type, String reason, String value) {
        return ",\"%s\":[{\"%s\":\"SELLER\",\"type\":\"%s\",\"reason\":\"%s\",".formatted(list, party, type, reason)
                + "\"amount\":{\"currency_code\":\"JPY\",\"value\":\"" + value + "\"}}]";
    }

    private static DisputeSeen read(String dispute) {
        return PayPalDisputeReading.dispute(json(dispute)).orElseThrow();
    }

    @Test
    void aDisputeCostsWhatItMoved() {
        var inquiry = read(dispute("WAITING_FOR_SELLER_RESPONSE", ""));
        assertThat(inquiry.stage()).isEqualTo(Stage.INQUIRY);
        assertThat(inquiry.taken().isZero()).isTrue();
        assertThat(inquiry.answerBy()).isEqualTo(Instant.parse("2026-12-07T00:00:00Z"));
        for (var names : new String[][] {{"fund_movements", "party"}, {"money_movements", "affected_party"}}) {
            var taken = moved(names[0], names[1], "DEBIT", "DISPUTE_SETTLEMENT", "3300");
            var open = read(dispute("UNDER_REVIEW", taken));
            assertThat(open.stage()).isEqualTo(Stage.OPEN);
            assertThat(open.taken()).isEqualTo(Money.jpy(3300));
            var back = taken.replace(
                    "}]",
                    "},{\"" + names[1] + "\":\"SELLER\",\"type\":\"CREDIT\",\"reason\":\"DISPUTE_SETTLEMENT\","
                            + "\"amount\":{\"currency_code\":\"JPY\",\"value\":\"3300\"}},{\"" + names[1]
                            + "\":\"SELLER\",\"type\":\"DEBIT\",\"reason\":\"CHARGEBACK_FEE\","
                            + "\"amount\":{\"currency_code\":\"JPY\",\"value\":\"1300\"}},{\"" + names[1]
                            + "\":\"BUYER\",\"type\":\"CREDIT\",\"reason\":\"DISPUTE_SETTLEMENT\","
                            + "\"amount\":{\"currency_code\":\"JPY\",\"value\":\"3300\"}}]");
            var won = read(
                    dispute("RESOLVED", back + ",\"dispute_outcome\":{\"outcome_code\":\"RESOLVED_SELLER_FAVOUR\"}"));
            assertThat(won.stage()).isEqualTo(Stage.WON);
            assertThat(won.taken().isZero()).isTrue();
            assertThat(won.fee()).isEqualTo(Money.jpy(1300));
            assertThat(won.answerBy()).isNull();
        }
    }

    @Test
    void aLostOneWithoutMovementsCostsWhatTheBuyerGot() {
        var lost = read(dispute("RESOLVED", """
                ,"dispute_outcome":{"outcome_code":"RESOLVED_BUYER_FAVOUR",
                "amount_refunded":{"currency_code":"JPY","value":"3000"}}"""));
        assertThat(lost.stage()).isEqualTo(Stage.LOST);
        assertThat(lost.taken()).isEqualTo(Money.jpy(3000));
        var cancelled = dispute("RESOLVED", ",\"dispute_outcome\":{\"outcome_code\":\"CANCELED_BY_BUYER\"}");
        assertThat(read(cancelled).stage()).isEqualTo(Stage.CLOSED);
    }

    @Test
    void aDisputeThatIsNotUnderstoodIsNothing() {
        for (var broken : new String[] {
            "{}",
            dispute("SETTLED", ""),
            dispute("RESOLVED", ""),
            dispute("RESOLVED", ",\"dispute_outcome\":{\"outcome_code\":\"PERHAPS\"}"),
            dispute("OPEN", moved("fund_movements", "party", "SIDEWAYS", "DISPUTE_SETTLEMENT", "3300")),
            dispute("OPEN", moved("fund_movements", "party", "DEBIT", "GIFT", "3300")),
            dispute("OPEN", moved("fund_movements", "party", "CREDIT", "DISPUTE_SETTLEMENT", "3300")),
            dispute("OPEN", moved("fund_movements", "party", "DEBIT", "DISPUTE_SETTLEMENT", "33.5")),
            dispute("OPEN", "").replace("2026-11-27T00:00:00.000Z", "now"),
            dispute("OPEN", "").replace("[{\"seller", "[{},{\"seller")
        }) {
            assertThat(PayPalDisputeReading.dispute(json(broken))).as(broken).isEmpty();
        }
    }
}
