package town.komoju;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import town.webhook.Caller;
import town.webhook.Caller.Answer;

/// What a shop that knows KOMOJU's documentation, and nothing of Town, finds.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class KomojuApiTest {
    private static final String ACCOUNT = """
            {"amount":%d,"customer_name":"ｻｲﾄｳ ﾏｻﾋﾛ","bank_name":"サンプル銀行","bank_code":"0900","branch_name":"本店",\
            "branch_number":"100","account_type":"normal","account_number":"1234567",\
            "include_payment_method_fee":false}""";

    @LocalServerPort
    int port;

    Caller komoju;

    @BeforeEach
    void begin() throws Exception {
        komoju = new Caller(port, "/komoju/api/v1", "sk_test_town_komoju");
        komoju.town("POST", "/town/reset", "");
    }

    static String wanted(String store, long amount, String order) {
        return """
                {"amount":%d,"currency":"JPY","external_order_num":"%s","description":"朝のヨガ","metadata":{"order":"1"},\
                "payment_details":{"type":"konbini","store":"%s","email":"hanako@example.jp","phone":"080-1111-2222"}}""".formatted(amount, order, store);
    }

    private JsonNode issued(String store) throws Exception {
        var answer = komoju.post("/payments", wanted(store, 3300, "order-1"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode paid() throws Exception {
        var id = issued("lawson").path("id").asString();
        return komoju.town("POST", "/town/komoju/payments/" + id + "/pay", "").json();
    }

    @Test
    void anIssuedNumberIsAuthorizedWhichSaysThatItIsNotYetPaid() throws Exception {
        var payment = issued("lawson");
        assertThat(payment.path("resource").asString()).isEqualTo("payment");
        assertThat(payment.path("id").asString()).matches("[0-9a-z]{25}");
        assertThat(payment.path("status").asString()).isEqualTo("authorized");
        assertThat(payment.path("amount").asLong()).isEqualTo(3300);
        assertThat(payment.path("total").asLong()).isEqualTo(3300);
        assertThat(payment.path("currency").asString()).isEqualTo("JPY");
        assertThat(payment.path("captured_at").isNull()).isTrue();
        assertThat(payment.path("payment_deadline").asString()).endsWith("T14:59:59Z");
        assertThat(payment.path("external_order_num").asString()).isEqualTo("order-1");
        assertThat(payment.at("/metadata/order").asString()).isEqualTo("1");
        assertThat(payment.at("/payment_details/type").asString()).isEqualTo("konbini");
        assertThat(payment.at("/payment_details/email").asString()).isEqualTo("hanako@example.jp");
        assertThat(payment.path("refunds").isEmpty()).isTrue();
        assertThat(payment.path("refund_requests").isEmpty()).isTrue();
        var again = komoju.get("/payments/" + payment.path("id").asString()).json();
        assertThat(again).isEqualTo(payment);
    }

    @ParameterizedTest
    @CsvSource({
        "seven-eleven,13,0",
        "lawson,11,6",
        "family-mart,12,6",
        "ministop,11,6",
        "daily-yamazaki,11,0",
        "seicomart,11,11"
    })
    void eachChainHasTheNumbersItsTerminalAsksFor(String store, int receipt, int confirmation) throws Exception {
        var details = issued(store).path("payment_details");
        assertThat(details.path("store").asString()).isEqualTo(store);
        assertThat(details.path("receipt").asString()).matches("\\d{" + receipt + "}");
        if (confirmation == 0) {
            assertThat(details.path("confirmation_code").isNull()).isTrue();
        } else {
            assertThat(details.path("confirmation_code").asString()).matches("\\d{" + confirmation + "}");
        }
    }

    @Test
    void aFormIsTakenAsJsonIs() throws Exception {
        var form = Caller.form(Map.of(
                "amount", "1000",
                "currency", "JPY",
                "external_order_num", "123",
                "metadata[foobar]", "hoge",
                "payment_details[type]", "konbini",
                "payment_details[store]", "seicomart",
                "payment_details[email]", "test@example.com"));
        var answer = komoju.post("/payments", form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("/metadata/foobar")).isEqualTo("hoge");
        assertThat(answer.json().at("/payment_details/confirmation_code").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"currency\":\"JPY\"}|missing_parameter|amount",
                "{\"amount\":0,\"currency\":\"JPY\"}|invalid_parameter|amount",
                "{\"amount\":300001,\"currency\":\"JPY\"}|invalid_parameter|amount",
                "{\"amount\":\"x\",\"currency\":\"JPY\"}|invalid_parameter|amount",
                "{\"amount\":100}|missing_parameter|currency",
                "{\"amount\":100,\"currency\":\"THB\"}|invalid_parameter|currency",
                "{\"amount\":100,\"currency\":\"JPY\"}|missing_parameter|payment_details[type]",
                "{\"amount\":100,\"currency\":\"JPY\",\"payment_details\":{\"type\":\"paypay\"}}"
                        + "|invalid_parameter|payment_details[type]",
                "{\"amount\":100,\"currency\":\"JPY\",\"payment_details\":{\"type\":\"konbini\"}}"
                        + "|missing_parameter|payment_details[store]",
                "{\"amount\":100,\"currency\":\"JPY\",\"payment_details\":{\"type\":\"konbini\",\"store\":\"circle-k\"}}"
                        + "|invalid_parameter|payment_details[store]",
                "{\"amount\":100,\"currency\":\"JPY\",\"payment_details\":{\"type\":\"konbini\",\"store\":\"lawson\"}}"
                        + "|missing_parameter|payment_details[email]",
                "{\"amount\":100,\"currency\":\"JPY\",\"payment_details\":{\"type\":\"konbini\",\"store\":\"lawson\","
                        + "\"email\":\"nobody\"}}|invalid_parameter|payment_details[email]"
            })
    void whatCannotBeIsRefusedByName(String body, String code, String param) throws Exception {
        var answer = komoju.post("/payments", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/error/code")).isEqualTo(code);
        assertThat(answer.text("/error/param")).isEqualTo(param);
    }

    @Test
    void brokenJsonAWrongKeyAndAnUnknownAddressAreRefused() throws Exception {
        refused(komoju.post("/payments", "{\"amount\":"), 400, "bad_request");
        refused(komoju.with("sk_other").get("/payments"), 401, "unauthorized");
        refused(komoju.with("").get("/payments"), 401, "unauthorized");
        refused(komoju.with("pk_test_town_komoju").get("/payments"), 403, "forbidden");
        refused(komoju.get("/payments/nothing"), 404, "not_found");
        refused(komoju.get("/customers"), 404, "not_found");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("/error/code")).isEqualTo(code);
        assertThat(answer.text("/error/message")).isNotBlank();
    }

    @Test
    void aRepeatedKeyIssuesNoSecondNumber() throws Exception {
        var first = komoju.post("/payments", wanted("lawson", 500, "a"), "X-KOMOJU-IDEMPOTENCY", "k1");
        var second = komoju.post("/payments", wanted("lawson", 500, "a"), "X-KOMOJU-IDEMPOTENCY", "k1");
        assertThat(second.body()).isEqualTo(first.body());
        refused(
                komoju.post("/payments", wanted("lawson", 600, "a"), "X-KOMOJU-IDEMPOTENCY", "k1"),
                422,
                "unprocessable_entity");
        var list = komoju.get("/payments?external_order_num=a").json();
        assertThat(list.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aRefusedCallUsesItsKeyUpForNothing() throws Exception {
        assertThat(komoju.post("/payments", wanted("lawson", 0, "a"), "X-KOMOJU-IDEMPOTENCY", "k1")
                        .status())
                .isEqualTo(422);
        assertThat(komoju.post("/payments", wanted("lawson", 100, "a"), "X-KOMOJU-IDEMPOTENCY", "k1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatWasDoneBehindACutLineIsFoundByKeyAndByOrder() throws Exception {
        komoju.town("PUT", "/town/weather", "{\"provider\":\"komoju\",\"mode\":\"error-after\",\"count\":1}");
        var lost = komoju.post("/payments", wanted("lawson", 500, "a"), "X-KOMOJU-IDEMPOTENCY", "k1");
        refused(lost, 500, "internal_server_error");
        var found = komoju.get("/payments?external_order_num=a").json();
        assertThat(found.path("resource").asString()).isEqualTo("list");
        assertThat(found.path("total").asInt()).isEqualTo(1);
        var again = komoju.post("/payments", wanted("lawson", 500, "a"), "X-KOMOJU-IDEMPOTENCY", "k1");
        assertThat(again.json()).isEqualTo(found.at("/data/0"));
    }

    @Test
    void tooManyCallsAreToldInKomojusWords() throws Exception {
        komoju.town("PUT", "/town/weather", "{\"provider\":\"komoju\",\"mode\":\"rate-limited\",\"count\":1}");
        refused(komoju.get("/payments"), 429, "too_many_requests");
        assertThat(komoju.get("/payments").status()).isEqualTo(200);
    }

    @Test
    void listsAreCutIntoPagesNewestFirst() throws Exception {
        for (int i = 0; i < 3; i++) {
            komoju.post("/payments", wanted("lawson", 500 + i, "n" + i));
        }
        var page = komoju.get("/payments?per_page=2&page=2").json();
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("last_page").asInt()).isEqualTo(2);
        assertThat(page.at("/data/0/amount").asInt()).isEqualTo(500);
        assertThat(komoju.get("/payments?status=captured").json().path("total").asInt())
                .isZero();
        assertThat(komoju.get("/payments?currency=THB").json().path("total").asInt())
                .isZero();
    }

    @Test
    void paidMeansCaptured() throws Exception {
        var payment = paid();
        assertThat(payment.path("status").asString()).isEqualTo("captured");
        assertThat(payment.path("captured_at").asString()).endsWith("Z");
        var id = payment.path("id").asString();
        refused(komoju.post("/payments/" + id + "/cancel", ""), 422, "unprocessable_entity");
        refused(komoju.post("/payments/" + id + "/capture", ""), 422, "unprocessable_entity");
        assertThat(komoju.town("POST", "/town/komoju/payments/" + id + "/pay", "")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aCancelledNumberCannotBePaid() throws Exception {
        var id = issued("ministop").path("id").asString();
        var cancelled = komoju.post("/payments/" + id + "/cancel", "");
        assertThat(cancelled.text("/status")).isEqualTo("cancelled");
        assertThat(komoju.town("POST", "/town/komoju/payments/" + id + "/pay", "{\"late\":true}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void theClockEndsANumberAndAStoreMayStillHaveTakenTheCash() throws Exception {
        var id = issued("lawson").path("id").asString();
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":" + 4 * 24 * 3600 + "}");
        assertThat(komoju.get("/payments/" + id).text("/status")).isEqualTo("expired");
        refused(komoju.post("/payments/" + id + "/cancel", ""), 422, "unprocessable_entity");
        assertThat(komoju.town("POST", "/town/komoju/payments/" + id + "/pay", "")
                        .status())
                .isEqualTo(409);
        assertThat(komoju.town("POST", "/town/komoju/payments/" + id + "/pay", "{\"late\":true}")
                        .text("/status"))
                .isEqualTo("captured");
    }

    @Test
    void cashIsGivenBackOnRequestOnlyAndMayBeRefused() throws Exception {
        var id = paid().path("id").asString();
        refused(komoju.post("/payments/" + id + "/refund", "{\"amount\":100}"), 422, "unprocessable_entity");
        var path = "/payments/" + id + "/refund_request";
        var asked = komoju.post(path, ACCOUNT.formatted(1300));
        assertThat(asked.text("/status")).isEqualTo("captured");
        assertThat(asked.text("/refund_requests/0/status")).isEqualTo("pending");
        assertThat(asked.json().path("amount_refunded").asInt()).isZero();
        refused(komoju.post(path, ACCOUNT.formatted(2001)), 422, "unprocessable_entity");

        var refusedOne = komoju.town(
                "POST", "/town/komoju/refund-requests/" + asked.text("/refund_requests/0/id") + "/refuse", "");
        assertThat(refusedOne.text("/refund_requests/0/status")).isEqualTo("rejected");

        var all = komoju.post(path, ACCOUNT.formatted(3300));
        var done = komoju.town(
                "POST", "/town/komoju/refund-requests/" + all.text("/refund_requests/1/id") + "/approve", "");
        assertThat(done.text("/status")).isEqualTo("refunded");
        assertThat(done.text("/refund_requests/1/status")).isEqualTo("completed");
        assertThat(done.json().path("amount_refunded").asInt()).isEqualTo(3300);
        assertThat(done.json().at("/refunds/0/amount").asInt()).isEqualTo(3300);
        refused(komoju.post(path, ACCOUNT.formatted(1)), 422, "unprocessable_entity");
        assertThat(komoju.town("GET", "/town/komoju/tally", "").body())
                .contains("\"order-1\":{\"payments\":1,\"captured\":3300,\"refunded\":3300}");
    }

    @Test
    void aRefundRequestNeedsAnAccountThatCanBe() throws Exception {
        var id = paid().path("id").asString();
        var path = "/payments/" + id + "/refund_request";
        refused(komoju.post(path, "{\"amount\":100}"), 422, "missing_parameter");
        refused(komoju.post(path, ACCOUNT.formatted(1).replace("\"100\"", "\"1\"")), 422, "invalid_parameter");
        refused(komoju.post(path, ACCOUNT.formatted(1).replace("ｻｲﾄｳ ﾏｻﾋﾛ", "斉藤")), 422, "invalid_parameter");
        var waiting = issued("lawson").path("id").asString();
        refused(
                komoju.post("/payments/" + waiting + "/refund_request", ACCOUNT.formatted(1)),
                422,
                "unprocessable_entity");
    }

    @Test
    void onlyDescriptionAndMetadataCanBeChanged() throws Exception {
        var id = issued("lawson").path("id").asString();
        var changed = komoju.call("PATCH", "/payments/" + id, "{\"description\":\"夜のヨガ\",\"metadata\":{\"a\":\"b\"}}");
        assertThat(changed.text("/description")).isEqualTo("夜のヨガ");
        assertThat(changed.text("/metadata/a")).isEqualTo("b");
        assertThat(changed.json().path("amount").asInt()).isEqualTo(3300);
    }

    @Test
    void aSessionLeadsToAPageOnWhichTheStoreIsChosen() throws Exception {
        var session = komoju.post("/sessions", """
                {"amount":3300,"currency":"JPY","return_url":"https://shop.example/back?x=1","default_locale":"ja",\
                "payment_types":["konbini"],"payment_data":{"external_order_num":"order-9"}}""");
        assertThat(session.text("/status")).isEqualTo("pending");
        assertThat(session.json().path("payment").isNull()).isTrue();
        var page = komoju.page("/komoju/sessions/" + session.text("/id"));
        assertThat(page.body()).contains("コンビニで支払う", "¥3,300", "family-mart");

        var path = "/komoju/sessions/" + session.text("/id");
        assertThat(komoju.submit(path, Map.of("store", "lawson", "email", "x")).body())
                .contains("メールアドレスの形ではありません");
        var chosen = komoju.submit(path, Map.of("store", "lawson", "email", "hanako@example.jp"));
        assertThat(chosen.status()).isEqualTo(303);
        var after = komoju.get("/sessions/" + session.text("/id"));
        assertThat(after.text("/status")).isEqualTo("completed");
        assertThat(after.text("/payment/status")).isEqualTo("authorized");
        assertThat(after.text("/payment/external_order_num")).isEqualTo("order-9");
        var how = komoju.page(chosen.whole().headers().firstValue("Location").orElseThrow());
        assertThat(how.body())
                .contains(after.text("/payment/payment_details/receipt"))
                .contains("https://shop.example/back?x=1&amp;session_id=" + session.text("/id"));
        refused(komoju.post("/sessions/" + session.text("/id") + "/cancel", ""), 422, "unprocessable_entity");
    }

    @Test
    void aSessionEndsAndCanBePaidWithThePublishableKey() throws Exception {
        var wanted = "{\"amount\":100,\"currency\":\"JPY\",\"return_url\":\"https://shop.example\"}";
        var first = komoju.post("/sessions", wanted).text("/id");
        var details = "{\"payment_details\":{\"type\":\"konbini\",\"store\":\"lawson\",\"email\":\"a@example.jp\"}}";
        assertThat(komoju.with("pk_test_town_komoju")
                        .post("/sessions/" + first + "/pay", details)
                        .text("/status"))
                .isEqualTo("completed");
        var second = komoju.post("/sessions", wanted).text("/id");
        komoju.town("POST", "/town/clock/advance", "{\"seconds\":90000}");
        assertThat(komoju.get("/sessions/" + second).text("/status")).isEqualTo("expired");
    }

    @Test
    void eventsCanBeReadAgain() throws Exception {
        var payment = paid();
        var events = komoju.get("/events").json();
        assertThat(events.at("/data/0/type").asString()).isEqualTo("payment.captured");
        assertThat(events.at("/data/1/type").asString()).isEqualTo("payment.authorized");
        var event = komoju.get("/events/" + events.at("/data/0/id").asString()).json();
        assertThat(event.path("resource").asString()).isEqualTo("event");
        assertThat(event.at("/data/id")).isEqualTo(payment.path("id"));
    }
}
