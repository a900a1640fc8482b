package town.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.url=http://127.0.0.1:0")
class PayPalApiTest {
    private static final String ORDERS = "/v2/checkout/orders";

    @LocalServerPort
    int port;

    PayPalCaller paypal;

    @BeforeEach
    void begin() throws Exception {
        paypal = new PayPalCaller(port);
        paypal.town("POST", "/reset", "");
        paypal.signedIn();
    }

    @AfterEach
    void stop() throws Exception {
        paypal.town("POST", "/reset", "");
    }

    @Test
    void aTokenIsGivenToTheClientAndIsGoodForNineHours() throws Exception {
        var token = paypal.token("town-paypal-client:town-paypal-secret", "grant_type=client_credentials");
        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("token_type")).isEqualTo("Bearer");
        assertThat(token.json().path("expires_in").asInt()).isEqualTo(32_400);
        var refused = paypal.token("town-paypal-client:wrong", "grant_type=client_credentials");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(paypal.token("town-paypal-client:town-paypal-secret", "grant_type=password")
                        .text("error"))
                .isEqualTo("unsupported_grant_type");

        assertThat(paypal.get(ORDERS + "/X").status()).isEqualTo(404);
        paypal.town("POST", "/clock/advance", "{\"seconds\":32400}");
        var expired = paypal.get(ORDERS + "/X");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.text("error")).isEqualTo("invalid_token");
        paypal.signedIn().town("DELETE", "/paypal/tokens", "");
        assertThat(paypal.get(ORDERS + "/X").text("error")).isEqualTo("invalid_token");
        assertThat(paypal.as("").get(ORDERS + "/X").text("name")).isEqualTo("AUTHENTICATION_FAILURE");
    }

    @Test
    void anOrderIsMadeApprovedAndCaptured() throws Exception {
        var made = paypal.order("pay_1", 3300);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("status")).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(made.text("purchase_units", "0", "amount", "value")).isEqualTo("3300");
        assertThat(made.text("purchase_units", "0", "invoice_id")).isEqualTo("pay_1");
        var id = made.text("id");
        assertThat(id).matches("[0-9A-Z]{17}");
        assertThat(made.link("payer-action")).endsWith("/paypal/checkoutnow?token=" + id);

        var early = paypal.post(ORDERS + "/" + id + "/capture", "", "take");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.text("name")).isEqualTo("UNPROCESSABLE_ENTITY");
        assertThat(early.issue()).isEqualTo("ORDER_NOT_APPROVED");
        assertThat(early.text("debug_id")).isNotEmpty();

        paypal.approve(id, "BALANCE");
        var approved = paypal.get(ORDERS + "/" + id);
        assertThat(approved.text("status")).isEqualTo("APPROVED");
        assertThat(approved.text("payer", "payer_id")).matches("[0-9A-Z]{13}");
        assertThat(approved.text("payment_source", "paypal", "email_address")).isEqualTo("tester@town.example");

        var taken = paypal.post(ORDERS + "/" + id + "/capture", "", "take");
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.text("status")).isEqualTo("COMPLETED");
        var capture = taken.json()
                .path("purchase_units")
                .path(0)
                .path("payments")
                .path("captures")
                .path(0);
        assertThat(capture.path("status").asString()).isEqualTo("COMPLETED");
        var breakdown = capture.path("seller_receivable_breakdown");
        assertThat(breakdown.path("gross_amount").path("value").asString()).isEqualTo("3300");
        // 3.6 % and 40 yen.
        assertThat(breakdown.path("paypal_fee").path("value").asString()).isEqualTo("159");
        assertThat(breakdown.path("net_amount").path("value").asString()).isEqualTo("3141");

        var again = paypal.post(ORDERS + "/" + id + "/capture", "", "take");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("purchase_units", "0", "payments", "captures", "0", "id"))
                .isEqualTo(capture.path("id").asString());
        assertThat(paypal.post(ORDERS + "/" + id + "/capture", "", "other").issue())
                .isEqualTo("ORDER_ALREADY_CAPTURED");
        var alone = paypal.get("/v2/payments/captures/" + capture.path("id").asString());
        assertThat(alone.text("supplementary_data", "related_ids", "order_id")).isEqualTo(id);
        assertThat(alone.text("custom_id")).isEqualTo("order-1");
    }

    @Test
    void theSameRequestIdIsTheSameOrder() throws Exception {
        var first = paypal.order("pay_1", 3300);
        assertThat(paypal.order("pay_1", 3300).text("id")).isEqualTo(first.text("id"));
        paypal.town("POST", "/clock/advance", "{\"seconds\":21601}");
        paypal.signedIn();
        assertThat(paypal.order("pay_1", 3300).text("id")).isNotEqualTo(first.text("id"));
        assertThat(paypal.post(ORDERS, PayPalCaller.order("JPY", "100", "pay_2"), "x".repeat(109))
                        .issue())
                .isEqualTo("INVALID_STRING_LENGTH");
        assertThat(paypal.post(ORDERS, PayPalCaller.order("JPY", "100", "pay_2"), null)
                        .issue())
                .isEqualTo("PAYPAL_REQUEST_ID_REQUIRED");
    }

    @Test
    void anInvoiceIsPaidOnce() throws Exception {
        var second = paypal.post(ORDERS, PayPalCaller.order("JPY", "3300", "pay_1"), "second")
                .text("id");
        paypal.paid("pay_1", 3300, "BALANCE");
        paypal.approve(second, "BALANCE");
        assertThat(paypal.post(ORDERS + "/" + second + "/capture", "", "take").issue())
                .isEqualTo("DUPLICATE_INVOICE_ID");
        assertThat(paypal.post(ORDERS, PayPalCaller.order("JPY", "3300", "pay_1"), "third")
                        .issue())
                .isEqualTo("DUPLICATE_INVOICE_ID");
    }

    @Test
    void whatCannotBeAskedForIsRefusedForAReason() throws Exception {
        record Row(String body, int status, String issue) {}
        var unit = "{\"amount\":{\"currency_code\":\"%s\",\"value\":\"%s\"%s}%s}";
        var whole = "{\"intent\":\"CAPTURE\",\"purchase_units\":[%s]}";
        var rows = new Row[] {
            new Row("not json", 400, "MALFORMED_REQUEST_JSON"),
            new Row("{}", 400, "MISSING_REQUIRED_PARAMETER"),
            new Row("{\"intent\":\"TAKE\",\"purchase_units\":[]}", 400, "INVALID_PARAMETER_VALUE"),
            new Row("{\"intent\":\"AUTHORIZE\",\"purchase_units\":[]}", 422, "UNSUPPORTED_INTENT"),
            new Row(whole.formatted(""), 400, "INVALID_ARRAY_MIN_ITEMS"),
            new Row(whole.formatted("{}"), 400, "MISSING_REQUIRED_PARAMETER"),
            new Row(whole.formatted(unit.formatted("JPY", "abc", "", "")), 400, "INVALID_PARAMETER_SYNTAX"),
            new Row(whole.formatted(unit.formatted("JPYEN", "1", "", "")), 400, "INVALID_STRING_LENGTH"),
            new Row(whole.formatted(unit.formatted("XXX", "1", "", "")), 422, "INVALID_CURRENCY_CODE"),
            new Row(whole.formatted(unit.formatted("JPY", "0", "", "")), 422, "CANNOT_BE_ZERO_OR_NEGATIVE"),
            new Row(whole.formatted(unit.formatted("JPY", "10.5", "", "")), 422, "DECIMALS_NOT_SUPPORTED"),
            new Row(whole.formatted(unit.formatted("THB", "10.555", "", "")), 422, "DECIMAL_PRECISION"),
            new Row(whole.formatted(unit.formatted("JPY", "9".repeat(16), "", "")), 422, "MAX_VALUE_EXCEEDED"),
            new Row(
                    whole.formatted(unit.formatted(
                            "JPY",
                            "100",
                            ",\"breakdown\":{\"item_total\":{\"currency_code\":\"JPY\",\"value\":\"90\"},"
                                    + "\"tax_total\":{\"currency_code\":\"JPY\",\"value\":\"9\"}}",
                            "")),
                    422,
                    "AMOUNT_MISMATCH"),
            new Row(
                    whole.formatted(unit.formatted(
                            "JPY",
                            "100",
                            "",
                            ",\"items\":[{\"name\":\"a\",\"quantity\":\"1\",\"unit_amount\":"
                                    + "{\"currency_code\":\"JPY\",\"value\":\"100\"}}]")),
                    422,
                    "ITEM_TOTAL_REQUIRED"),
            new Row(
                    whole.formatted(unit.formatted("JPY", "1", "", ",\"custom_id\":\"" + "x".repeat(128) + "\"")),
                    400,
                    "INVALID_STRING_LENGTH"),
        };
        for (var row : rows) {
            var answer = paypal.post(ORDERS, row.body(), "wrong");
            assertThat(answer.issue()).as(row.body()).isEqualTo(row.issue());
            assertThat(answer.status()).as(row.body()).isEqualTo(row.status());
        }
        assertThat(paypal.town("GET", "/paypal/orders", "").body()).isEqualTo("[]");
        var itemised = whole.formatted(unit.formatted(
                "THB",
                "100.50",
                ",\"breakdown\":{\"item_total\":{\"currency_code\":\"THB\",\"value\":\"100.50\"}}",
                ",\"items\":[{\"name\":\"โยคะ\",\"quantity\":\"2\",\"unit_amount\":"
                        + "{\"currency_code\":\"THB\",\"value\":\"50.25\"}}]"));
        var made = paypal.post(ORDERS, itemised, null);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("CREATED");
        assertThat(made.link("approve")).contains("checkoutnow");
    }

    @Test
    void aDeclinedInstrumentSendsThePayerBack() throws Exception {
        var id = paypal.order("pay_1", 3300).text("id");
        paypal.approve(id, "DECLINED_CARD");
        var declined = paypal.post(ORDERS + "/" + id + "/capture", "", "take");
        assertThat(declined.status()).isEqualTo(422);
        assertThat(declined.issue()).isEqualTo("INSTRUMENT_DECLINED");
        assertThat(declined.link("redirect")).contains("token=" + id);
        assertThat(paypal.get(ORDERS + "/" + id).text("status")).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(paypal.page("GET", "/paypal/checkoutnow?token=" + id, "").body())
                .contains("id=\"declined\"");
        paypal.approve(id, "BALANCE");
        assertThat(paypal.post(ORDERS + "/" + id + "/capture", "", "take").text("status"))
                .isEqualTo("COMPLETED");
        paypal.town("PUT", "/paypal/next", "{\"funding\":\"REVIEW\"}");
        var next = paypal.paid("pay_2", 100, "BALANCE");
        assertThat(paypal.get("/v2/payments/captures/" + next).text("status")).isEqualTo("PENDING");
    }

    @Test
    void aPendingCaptureIsDecidedLater() throws Exception {
        for (var row : new String[][] {{"complete", "COMPLETED"}, {"deny", "DECLINED"}}) {
            var capture = paypal.paid("pay_" + row[0], 3300, "REVIEW");
            var pending = paypal.get("/v2/payments/captures/" + capture);
            assertThat(pending.text("status")).isEqualTo("PENDING");
            assertThat(pending.text("status_details", "reason")).isEqualTo("PENDING_REVIEW");
            assertThat(pending.json().has("seller_receivable_breakdown")).isFalse();
            assertThat(paypal.refund(capture, null, "early").issue()).isEqualTo("PENDING_CAPTURE");
            paypal.town("POST", "/paypal/captures/" + capture + "/" + row[0], "");
            assertThat(paypal.get("/v2/payments/captures/" + capture).text("status"))
                    .isEqualTo(row[1]);
        }
    }

    @Test
    void moneyGoesBackInPartsAndNeverMoreThanWasTaken() throws Exception {
        var capture = paypal.paid("pay_1", 3300, "BALANCE");
        var refund = paypal.refund(capture, 1000L, "rf_1-1");
        assertThat(refund.status()).isEqualTo(201);
        assertThat(refund.text("status")).isEqualTo("COMPLETED");
        assertThat(refund.text("custom_id")).isEqualTo("rf_1-1");
        assertThat(refund.text("seller_payable_breakdown", "total_refunded_amount", "value"))
                .isEqualTo("1000");
        assertThat(paypal.refund(capture, 1000L, "rf_1-1").text("id")).isEqualTo(refund.text("id"));
        var taken = paypal.get("/v2/payments/captures/" + capture);
        assertThat(taken.text("status")).isEqualTo("PARTIALLY_REFUNDED");
        var order = paypal.get(ORDERS + "/" + taken.text("supplementary_data", "related_ids", "order_id"));
        assertThat(order.text("purchase_units", "0", "payments", "refunds", "0", "custom_id"))
                .isEqualTo("rf_1-1");
        assertThat(paypal.get("/v2/payments/refunds/" + refund.text("id")).link("up"))
                .endsWith(capture);

        assertThat(paypal.refund(capture, 2301L, "rf_2-1").issue()).isEqualTo("REFUND_AMOUNT_EXCEEDED");
        assertThat(paypal.post("/v2/payments/captures/" + capture + "/refund", """
                        {"amount":{"currency_code":"USD","value":"1.00"}}""", "rf_3")
                        .issue())
                .isEqualTo("REFUND_CAPTURE_CURRENCY_MISMATCH");
        assertThat(paypal.refund(capture, null, "rf_4-1").text("amount", "value"))
                .isEqualTo("2300");
        assertThat(paypal.refund(capture, 1L, "rf_5-1").issue()).isEqualTo("CAPTURE_FULLY_REFUNDED");
        assertThat(paypal.get("/v2/payments/captures/" + capture).text("status"))
                .isEqualTo("REFUNDED");
        assertThat(paypal.town("GET", "/paypal/tally", "").body())
                .contains("{\"charges\":1,\"captured\":3300,\"refunds\":2,\"refunded\":3300}");
        assertThat(paypal.refund("NOTHING", 1L, "rf_6").status()).isEqualTo(404);
        assertThat(paypal.get("/v2/payments/refunds/NOTHING").text("name")).isEqualTo("RESOURCE_NOT_FOUND");

        var old = paypal.paid("pay_2", 3300, "BALANCE");
        paypal.town("POST", "/clock/advance", "{\"seconds\":15638400}");
        assertThat(paypal.signedIn().refund(old, 1L, "rf_7").issue()).isEqualTo("REFUND_TIME_LIMIT_EXCEEDED");
    }

    @Test
    void aRefundMayTakeItsTimeAndFail() throws Exception {
        for (var row : new String[][] {{"SLOW_REFUND", "COMPLETED"}, {"FAILING_REFUND", "FAILED"}}) {
            var capture = paypal.paid("pay_" + row[0], 3300, row[0]);
            var refund = paypal.refund(capture, 1000L, "rf_" + row[0]);
            assertThat(refund.text("status")).isEqualTo("PENDING");
            paypal.town("POST", "/clock/advance", "{\"seconds\":6}");
            assertThat(paypal.get("/v2/payments/refunds/" + refund.text("id")).text("status"))
                    .isEqualTo(row[1]);
        }
        var capture = paypal.paid("pay_late", 3300, "BALANCE");
        var refund = paypal.refund(capture, null, "rf_late").text("id");
        paypal.town("POST", "/paypal/refunds/" + refund + "/fail", "");
        assertThat(paypal.get("/v2/payments/refunds/" + refund).text("status")).isEqualTo("FAILED");
        assertThat(paypal.get("/v2/payments/captures/" + capture).text("status"))
                .isEqualTo("COMPLETED");
        assertThat(paypal.refund(capture, null, "rf_again").status()).isEqualTo(201);
    }

    @Test
    void aChargebackTakesTheMoneyAndStopsRefunds() throws Exception {
        var capture = paypal.paid("pay_1", 3300, "BALANCE");
        var id = paypal.town("POST", "/paypal/captures/" + capture + "/dispute", "")
                .text("dispute");
        var open = paypal.get("/v1/customer/disputes/" + id);
        assertThat(open.text("status")).isEqualTo("WAITING_FOR_SELLER_RESPONSE");
        assertThat(open.text("dispute_life_cycle_stage")).isEqualTo("CHARGEBACK");
        assertThat(open.text("disputed_transactions", "0", "seller_transaction_id"))
                .isEqualTo(capture);
        assertThat(open.text("money_movements", "0", "affected_party")).isEqualTo("SELLER");
        assertThat(open.text("fund_movements", "0", "reason")).isEqualTo("DISPUTE_SETTLEMENT");
        assertThat(open.text("fund_movements", "0", "amount", "value")).isEqualTo("3300");
        assertThat(open.text("seller_response_due_date")).matches("[0-9T:.-]+Z");
        assertThat(paypal.refund(capture, 1L, "rf_1").issue()).isEqualTo("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
        paypal.town("POST", "/paypal/captures/" + capture + "/dispute/won", "");
        var won = paypal.get("/v1/customer/disputes/" + id);
        assertThat(won.text("dispute_outcome", "outcome_code")).isEqualTo("RESOLVED_SELLER_FAVOUR");
        assertThat(won.text("fund_movements", "2", "type")).isEqualTo("CREDIT");
        assertThat(paypal.refund(capture, 1L, "rf_1").status()).isEqualTo(201);
        assertThat(paypal.get("/v1/customer/disputes/PP-R-NONE").status()).isEqualTo(404);
    }

    @Test
    void anInquiryTakesNothingUntilItIsLost() throws Exception {
        var capture = paypal.paid("pay_1", 3300, "BALANCE");
        var id = paypal.town("POST", "/paypal/captures/" + capture + "/dispute?stage=INQUIRY", "")
                .text("dispute");
        assertThat(paypal.get("/v1/customer/disputes/" + id).json().has("fund_movements"))
                .isFalse();
        assertThat(paypal.refund(capture, 1L, "rf_1").issue()).isEqualTo("TRANSACTION_DISPUTED");
        paypal.town("POST", "/paypal/captures/" + capture + "/dispute/escalate", "");
        assertThat(paypal.get("/v1/customer/disputes/" + id).text("dispute_channel"))
                .isEqualTo("EXTERNAL");
        paypal.town("POST", "/paypal/captures/" + capture + "/dispute/lost", "");
        assertThat(paypal.get("/v1/customer/disputes/" + id).text("dispute_outcome", "amount_refunded", "value"))
                .isEqualTo("3300");
        assertThat(paypal.get("/v2/payments/captures/" + capture).text("status"))
                .isEqualTo("REFUNDED");
    }

    @Test
    void thePayerApprovesOnPayPalsPageOrLeaves() throws Exception {
        var id = paypal.order("pay_1", 3300).text("id");
        var url = "/paypal/checkoutnow?token=" + id;
        var page = paypal.page("GET", url, "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("¥3,300", "朝のヨガ", "まちの PayPal", "https://shop.example/leave?token=" + id);
        assertThat(paypal.page("GET", url + "&lang=th", "").body()).contains("PayPal ของเมือง");
        assertThat(paypal.page("POST", url, "email=nobody&funding=BALANCE").body())
                .contains("aria-invalid=\"true\"");
        var approved = paypal.page("POST", url, "email=hanako%40example.com&funding=BALANCE");
        assertThat(approved.status()).isEqualTo(303);
        assertThat(approved.text("location"))
                .matches("https://shop\\.example/back\\?a=1&token=" + id + "&PayerID=[0-9A-Z]{13}");
        assertThat(paypal.get(ORDERS + "/" + id).text("payer", "email_address")).isEqualTo("hanako@example.com");
        assertThat(paypal.page("POST", url, "email=a%40example.com").body()).contains("data-state=\"complete\"");
        assertThat(paypal.page("GET", "/paypal/checkoutnow?token=NONE", "").status())
                .isEqualTo(404);
        assertThat(paypal.page("GET", "/paypal", "").body()).contains(id);
    }

    @Test
    void anOrderThatNobodyTakesIsGone() throws Exception {
        var id = paypal.order("pay_1", 3300).text("id");
        paypal.town("POST", "/clock/advance", "{\"seconds\":10801}");
        assertThat(paypal.get(ORDERS + "/" + id).text("name")).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(paypal.page("GET", "/paypal/checkoutnow?token=" + id, "").status())
                .isEqualTo(404);
    }

    @Test
    void theWeatherDecidesWhatIsAnsweredAndWhetherItWasDone() throws Exception {
        record Row(String mode, int status, boolean done) {}
        var rows = new Row[] {
            new Row("error-before", 500, false),
            new Row("error-after", 500, true),
            new Row("rate-limited", 429, false),
            new Row("slow", 200, true),
            new Row("garbage", 200, true),
            new Row("cut-before", 0, false),
            new Row("cut-after", 0, true),
        };
        for (var row : rows) {
            paypal.town("PUT", "/weather", """
                    {"provider":"paypal","operation":"POST %s","mode":"%s","millis":20,"count":1}""".formatted(ORDERS, row.mode()));
            assertThat(statusOrCut(row.mode())).as(row.mode()).isEqualTo(row.status());
            assertThat(paypal.town("GET", "/paypal/orders", "").body().contains("pay_" + row.mode()))
                    .as(row.mode())
                    .isEqualTo(row.done());
            // Whatever was heard of it, the same call again makes it once.
            paypal.order("pay_" + row.mode(), 100);
            assertThat(paypal.town("GET", "/paypal/orders", "").body().split("pay_" + row.mode() + "\"", -1))
                    .as(row.mode())
                    .hasSize(2);
        }
        paypal.town("PUT", "/weather", """
                {"provider":"paypal","operation":"*","mode":"rate-limited","count":1}""");
        assertThat(paypal.order("pay_x", 100).text("name")).isEqualTo("RATE_LIMIT_REACHED");
        paypal.town("PUT", "/weather", """
                {"provider":"paypal","operation":"*","mode":"error-before","count":1}""");
        assertThat(paypal.order("pay_x", 100).text("name")).isEqualTo("INTERNAL_SERVER_ERROR");
    }

    private int statusOrCut(String mode) throws Exception {
        try {
            return paypal.order("pay_" + mode, 100).status();
        } catch (IOException _) {
            return 0;
        }
    }

    @Test
    void whatTownDoesNotPlayIsNotFound() throws Exception {
        assertThat(paypal.get("/v1/billing/plans").text("name")).isEqualTo("NOT_FOUND");
    }
}
