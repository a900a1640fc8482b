package town.paypay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import town.courier.Listener;
import town.stripe.Until;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.url=http://127.0.0.1:0")
class PayPayApiTest {
    private static final long SOON = 5000;

    static Listener shop;

    @LocalServerPort
    int port;

    PayPayCaller paypay;

    @BeforeAll
    static void listen() throws Exception {
        if (shop == null) {
            shop = new Listener();
        }
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) throws Exception {
        listen();
        registry.add("town.paypay.webhook-url", shop::url);
    }

    @BeforeEach
    void begin() throws Exception {
        paypay = new PayPayCaller(port);
        paypay.town("POST", "/reset", "");
        shop.begin();
    }

    @AfterEach
    void stop() throws Exception {
        paypay.town("POST", "/reset", "");
    }

    @Test
    void aCodeIsMadeAndPaid() throws Exception {
        var made = paypay.make("pay_1", 3300);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.code()).isEqualTo("SUCCESS");
        assertThat(made.text("resultInfo", "codeId")).isEqualTo("08100001");
        var code = made.text("data", "codeId");
        assertThat(code).startsWith("04-");
        assertThat(made.text("data", "url")).endsWith("/paypay/app/" + code);
        assertThat(made.text("data", "deeplink")).startsWith("paypay://payment?link_key=http");
        var now = Instant.parse(paypay.town("GET", "/clock", "").text("now")).getEpochSecond();
        assertThat(made.json().path("data").path("expiryDate").asLong()).isBetween(now + 295, now + 301);
        assertThat(made.json().path("data").path("amount").path("amount").asLong())
                .isEqualTo(3300);
        var open = paypay.payment("pay_1");
        assertThat(open.text("data", "status")).isEqualTo("CREATED");
        assertThat(open.json().path("data").has("paymentId")).isFalse();
        assertThat(open.text("data", "orderDescription")).isEqualTo("朝のヨガ");

        var paid = paypay.pay(code, "{}");
        assertThat(paid.text("result")).isEqualTo("paid");
        var payment = paypay.payment("pay_1");
        assertThat(payment.text("data", "status")).isEqualTo("COMPLETED");
        assertThat(payment.text("data", "paymentId"))
                .isEqualTo(paid.text("paymentId"))
                .matches("[0-9]{20}");
        assertThat(payment.json().path("data").path("acceptedAt").asLong()).isBetween(now - 1, now + 10);
        assertThat(payment.text("data", "paymentMethods", "0", "type")).isEqualTo("WALLET");
        assertThat(paypay.pay(code, "{}").text("result")).isEqualTo("not_open");
        assertThat(Until.within(SOON, () -> shop.got("COMPLETED").size() == 1)).isTrue();
        assertThat(shop.got("COMPLETED").getFirst().body())
                .contains(
                        "\"notification_type\":\"Transaction\"",
                        "\"merchant_order_id\":\"pay_1\"",
                        "\"order_amount\":\"3300\"",
                        "\"order_id\":\"" + paid.text("paymentId") + "\"");
        assertThat(shop.got("COMPLETED").getFirst().headers()).doesNotContainKey("Authorization");
    }

    @Test
    void onlyWhoKnowsTheSecretIsServedAndOnlyNow() throws Exception {
        assertThat(paypay.with("wrong").make("pay_1", 100).status()).isEqualTo(401);
        assertThat(paypay.make("pay_1", 100).code()).isEqualTo("UNAUTHORIZED");
        paypay.with("town-paypay-secret");
        var now = paypay.town("GET", "/clock", "").text("now");
        var old = Instant.parse(now).minusSeconds(300).toString();
        assertThat(paypay.api("GET", "/v2/codes/payments/x", "", old, null).code())
                .isEqualTo("UNAUTHORIZED");
        assertThat(paypay.api("GET", "/v2/codes/payments/x", "", now, "999").code())
                .isEqualTo("OP_OUT_OF_SCOPE");
        assertThat(paypay.api("GET", "/v2/codes/payments/x", "", now, "100000000000000001")
                        .code())
                .isEqualTo("DYNAMIC_QR_PAYMENT_NOT_FOUND");
        assertThat(paypay.send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/paypay/v2/codes/payments/x")))
                        .code())
                .isEqualTo("UNAUTHORIZED");
        assertThat(paypay.api("GET", "/v2/nothing", "").code()).isEqualTo("OPA_CLIENT_NOT_FOUND");
    }

    @Test
    void whatCannotBeAskedForIsRefusedForAReason() throws Exception {
        record Row(String body, String code) {}
        var right = PayPayCaller.code("pay_1", 100);
        var rows = new Row[] {
            new Row("{}", "MISSING_REQUEST_PARAMS"),
            new Row("not json", "INVALID_REQUEST_PARAMS"),
            new Row(right.replace("pay_1", "pay 1"), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace("pay_1", "x".repeat(65)), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace(":100,", ":0,"), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace(":100,", ":\"100\","), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace(":100,", ":100000000000,"), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace("JPY", "THB"), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace("ORDER_QR", "QR"), "DYNAMIC_QR_BAD_REQUEST"),
            new Row(right.replace("WEB_LINK", "LINK"), "INVALID_REQUEST_PARAMS"),
            new Row(right.replace("朝のヨガ", "朝".repeat(256)), "INVALID_REQUEST_PARAMS"),
            new Row(
                    right.replace("\"isAuthorization\":false", "\"isAuthorization\":true"),
                    "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT"),
        };
        for (var row : rows) {
            var answer = paypay.api("POST", "/v2/codes", row.body());
            assertThat(answer.code()).as(row.body()).isEqualTo(row.code());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("data").isNull()).isTrue();
        }
        assertThat(paypay.town("GET", "/paypay/codes", "").body()).isEqualTo("[]");
    }

    @Test
    void theSameNameIsTheSameCodeWhileItCanBePaid() throws Exception {
        var made = paypay.make("pay_1", 3300);
        assertThat(paypay.make("pay_1", 3300).text("data", "url")).isEqualTo(made.text("data", "url"));
        assertThat(paypay.make("pay_1", 3301).code()).isEqualTo("DUPLICATE_DYNAMIC_QR_REQUEST");
        paypay.town("POST", "/clock/advance", "{\"seconds\":301}");
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("EXPIRED");
        assertThat(paypay.make("pay_1", 3300).code()).isEqualTo("DUPLICATE_DYNAMIC_QR_REQUEST");
        var code = made.text("data", "codeId");
        assertThat(paypay.pay(code, "{}").text("result")).isEqualTo("not_open");
        assertThat(paypay.pay(code, "{\"late\":true}").text("result")).isEqualTo("paid");
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("COMPLETED");
    }

    @Test
    void aCodeIsTakenBackBeforeItIsPaid() throws Exception {
        var code = paypay.make("pay_1", 3300).text("data", "codeId");
        var deleted = paypay.api("DELETE", "/v2/codes/" + code, "");
        assertThat(deleted.text("data", "qrStatus")).isEqualTo("DELETED");
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("CANCELED");
        assertThat(paypay.pay(code, "{}").text("result")).isEqualTo("not_open");
        var again = paypay.api("DELETE", "/v2/codes/" + code, "");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.code()).isEqualTo("DYNAMIC_QR_NOT_FOUND");
        var other = paypay.make("pay_2", 3300).text("data", "codeId");
        paypay.pay(other, "{}");
        assertThat(paypay.api("DELETE", "/v2/codes/" + other, "").code()).isEqualTo("DYNAMIC_QR_ALREADY_PAID");
    }

    @Test
    void aPaymentIsCancelledUntilAQuarterPastMidnight() throws Exception {
        paypay.paid("pay_1", 3300);
        var cancelled = paypay.api("DELETE", "/v2/payments/pay_1", "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.code()).isEqualTo("REQUEST_ACCEPTED");
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("CANCELED");
        paypay.paid("pay_2", 3300);
        paypay.town("POST", "/clock/advance", "{\"seconds\":87300}");
        assertThat(paypay.api("DELETE", "/v2/payments/pay_2", "").code()).isEqualTo("ORDER_NOT_REVERSIBLE");
        assertThat(paypay.api("DELETE", "/v2/payments/none", "").code()).isEqualTo("ORDER_NOT_REVERSIBLE");
    }

    @Test
    void moneyGoesBackInPartsAndNeverMoreThanWasTaken() throws Exception {
        var payment = paypay.paid("pay_1", 3300);
        var refund = paypay.refund(payment, 1000, "rf_1");
        assertThat(refund.status()).isEqualTo(200);
        assertThat(refund.text("data", "status")).isEqualTo("REFUNDED");
        assertThat(paypay.refund(payment, 1000, "rf_1").body()).isEqualTo(refund.body());
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("COMPLETED");
        assertThat(paypay.payment("pay_1").text("data", "refunds", "data", "0", "merchantRefundId"))
                .isEqualTo("rf_1");
        assertThat(paypay.refund(payment, 2301, "rf_2").text("resultInfo", "codeId"))
                .isEqualTo("00200015");
        paypay.refund(payment, 2300, "rf_3");
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("REFUNDED");
        var found = paypay.api("GET", "/v2/refunds/rf_3?paymentId=" + payment, "");
        assertThat(found.json().path("data").path("amount").path("amount").asLong())
                .isEqualTo(2300);
        assertThat(paypay.api("GET", "/v2/refunds/rf_9?paymentId=" + payment, "")
                        .code())
                .isEqualTo("NO_SUCH_REFUND_ORDER");
        assertThat(paypay.refund("09", 1, "rf_4").code()).isEqualTo("RESOURCE_NOT_FOUND");
        assertThat(paypay.api("POST", "/v2/refunds", "{\"merchantRefundId\":\"rf_5\"}")
                        .code())
                .isEqualTo("MISSING_REQUEST_PARAMS");
        assertThat(paypay.town("GET", "/paypay/tally", "").body())
                .contains("{\"charges\":1,\"captured\":3300,\"refunds\":2,\"refunded\":3300}");
    }

    @Test
    void aRefundMayTakeItsTime() throws Exception {
        var code = paypay.make("pay_1", 3300).text("data", "codeId");
        var payment = paypay.pay(code, "{\"slowRefunds\":true}").text("paymentId");
        assertThat(paypay.refund(payment, 1000, "rf_1").text("data", "status")).isEqualTo("CREATED");
        paypay.town("POST", "/clock/advance", "{\"seconds\":6}");
        assertThat(paypay.api("GET", "/v2/refunds/rf_1?paymentId=" + payment, "")
                        .text("data", "status"))
                .isEqualTo("REFUNDED");
    }

    @Test
    void theNextPaymentFails() throws Exception {
        paypay.town("PUT", "/paypay/next", "{\"fails\":true}");
        var code = paypay.make("pay_1", 3300).text("data", "codeId");
        assertThat(paypay.pay(code, "{}").text("result")).isEqualTo("failed");
        assertThat(paypay.payment("pay_1").text("data", "status")).isEqualTo("FAILED");
        var payment = paypay.payment("pay_1").text("data", "paymentId");
        assertThat(paypay.refund(payment, 1, "rf_1").text("resultInfo", "codeId"))
                .isEqualTo("00200013");
    }

    @Test
    void thePayerPaysInTheAppOrLeaves() throws Exception {
        var url = paypay.make("pay_1", 3300).text("data", "url");
        var page = paypay.page("GET", url);
        assertThat(page.body()).contains("¥3,300", "朝のヨガ", "まちの PayPay", "https://shop.example/back");
        assertThat(paypay.page("GET", url + "?lang=th").body()).contains("PayPay ของเมือง");
        var paid = paypay.page("POST", url);
        assertThat(paid.status()).isEqualTo(303);
        assertThat(paid.text("location")).isEqualTo("https://shop.example/back");
        assertThat(paypay.page("POST", url).body()).contains("data-state=\"complete\"");
        assertThat(paypay.page("GET", "/paypay/app/04-none").status()).isEqualTo(404);
        assertThat(paypay.page("GET", "/paypay").body()).contains("pay_1");
        var late = paypay.make("pay_2", 3300).text("data", "url");
        paypay.town("POST", "/clock/advance", "{\"seconds\":301}");
        assertThat(paypay.page("GET", late).body()).contains("data-state=\"expired\"");
    }

    @Test
    void newsIsUnsignedSoAForgeryLooksTheSame() throws Exception {
        paypay.town("PUT", "/weather", """
                {"provider":"paypay","mode":"webhook-forged","operation":"*"}""");
        paypay.paid("pay_1", 3300);
        assertThat(Until.within(SOON, () -> shop.got("pay_1").size() == 2)).isTrue();
        assertThat(shop.got("pay_1").stream().filter(it -> it.body().contains("\"order_amount\":\"1\"")))
                .hasSize(1);
        paypay.town("PUT", "/weather", """
                {"provider":"paypay","mode":"webhook-twice","operation":"Transaction"}""");
        shop.refuse(1);
        paypay.paid("pay_2", 3300);
        assertThat(Until.within(SOON, () -> shop.got("pay_2").size() == 3)).isTrue();
        paypay.town("PUT", "/paypay/webhooks", "{\"on\":false}");
        paypay.paid("pay_3", 3300);
        assertThat(paypay.town("PUT", "/paypay/webhooks", "{\"on\":true,\"forget\":true}")
                        .body())
                .contains("\"waiting\":0");
        assertThat(paypay.town("GET", "/paypay/deliveries", "").body()).contains("\"type\":\"Transaction\"");
    }

    @Test
    void theWeatherDecidesWhatIsAnsweredAndWhetherItWasDone() throws Exception {
        record Row(String mode, int status, boolean done) {}
        var rows = new Row[] {
            new Row("error-before", 500, false),
            new Row("error-after", 500, true),
            new Row("rate-limited", 429, false),
            new Row("slow", 201, true),
            new Row("garbage", 200, true),
            new Row("cut-before", 0, false),
            new Row("cut-after", 0, true),
        };
        for (var row : rows) {
            paypay.town("PUT", "/weather", """
                    {"provider":"paypay","operation":"POST /v2/codes","mode":"%s","millis":20,"count":1}""".formatted(row.mode()));
            assertThat(statusOrCut(row.mode())).as(row.mode()).isEqualTo(row.status());
            assertThat(paypay.town("GET", "/paypay/codes", "").body().contains("pay_" + row.mode()))
                    .as(row.mode())
                    .isEqualTo(row.done());
            assertThat(paypay.make("pay_" + row.mode(), 100).code()).isEqualTo("SUCCESS");
        }
        paypay.town("PUT", "/weather", """
                {"provider":"paypay","operation":"*","mode":"rate-limited","count":1}""");
        assertThat(paypay.make("pay_x", 100).code()).isEqualTo("RATE_LIMIT");
        paypay.town("PUT", "/weather", """
                {"provider":"paypay","operation":"*","mode":"error-before","count":1}""");
        assertThat(paypay.make("pay_x", 100).code()).isEqualTo("INTERNAL_SERVER_ERROR");
    }

    private int statusOrCut(String mode) throws Exception {
        try {
            return paypay.make("pay_" + mode, 100).status();
        } catch (IOException _) {
            return 0;
        }
    }
}
