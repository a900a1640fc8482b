package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import town.stripe.Until;
import town.webhook.Caller;
import town.webhook.Caller.Answer;

/// What a shop that knows Omise's documentation, and nothing of Town, finds.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"town.smtp.port=0", "town.omise.refund-delay=60s"})
class OmiseApiTest {
    @LocalServerPort
    int port;

    Caller omise;

    @BeforeEach
    void begin() throws Exception {
        omise = new Caller(port, "/omise", "skey_test_town");
        omise.town("POST", "/town/reset", "");
    }

    static Answer source(Caller omise, String type, long amount) throws Exception {
        return omise.post("/sources", "{\"type\":\"%s\",\"amount\":%d,\"currency\":\"thb\"}".formatted(type, amount));
    }

    static Answer charge(Caller omise, String type, long amount) throws Exception {
        var source = source(omise, type, amount);
        assertThat(source.status()).as(source.body()).isEqualTo(200);
        var charge = omise.post("/charges", """
                {"amount":%d,"currency":"thb","source":"%s","description":"โยคะเช้า",\
                "return_uri":"https://shop.example/b",\
                "metadata":{"payment":"pay_1"}}""".formatted(amount, source.text("/id")));
        assertThat(charge.status()).as(charge.body()).isEqualTo(200);
        return charge;
    }

    private Answer paid(long amount) throws Exception {
        var id = charge(omise, "promptpay", amount).text("/id");
        return omise.town("POST", "/town/omise/charges/" + id + "/pay", "");
    }

    /// A list of refunds says until when it was asked, also inside of a charge.
    private static JsonNode withoutTheHourOfAsking(Answer charge) {
        ObjectNode whole = charge.json().deepCopy().asObject();
        whole.withObject("refunds").remove("to");
        return whole;
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("/object")).isEqualTo("error");
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.text("/location")).startsWith("https://www.omise.co/api-errors#");
        assertThat(answer.text("/message")).isNotBlank();
    }

    @Test
    void aPromptPayChargeWaitsWithACodeToScan() throws Exception {
        var charge = charge(omise, "promptpay", 2000);
        assertThat(charge.text("/object")).isEqualTo("charge");
        assertThat(charge.text("/id")).matches("chrg_test_[0-9a-z]{19}");
        assertThat(charge.text("/status")).isEqualTo("pending");
        assertThat(charge.text("/currency")).isEqualTo("THB");
        assertThat(charge.text("/source/flow")).isEqualTo("offline");
        assertThat(charge.json().path("authorize_uri").isNull()).isTrue();
        assertThat(charge.json().path("paid").asBoolean()).isFalse();
        assertThat(charge.text("/metadata/payment")).isEqualTo("pay_1");
        assertThat(charge.json().path("fee").asInt()).isEqualTo(33);
        assertThat(charge.json().path("fee_vat").asInt()).isEqualTo(2);
        assertThat(charge.json().path("net").asInt()).isEqualTo(1965);
        var address = charge.text("/source/scannable_code/image/download_uri");
        var picture = omise.page(address.substring(address.indexOf("/omise")));
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.whole().headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(picture.body()).contains("<svg");
        assertThat(omise.page(address.substring(address.indexOf("/omise")).replaceAll(".$", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(withoutTheHourOfAsking(omise.get("/charges/" + charge.text("/id"))))
                .isEqualTo(withoutTheHourOfAsking(charge));
    }

    @ParameterizedTest
    @CsvSource({"2000,33,2", "400000,6600,462", "156000,2574,180", "15000000,247500,17325"})
    void theFeeIsTheOneSeenOnRealCharges(long amount, long fee, long vat) {
        assertThat(OmiseFee.fee(amount)).isEqualTo(fee);
        assertThat(OmiseFee.vat(amount)).isEqualTo(vat);
        assertThat(OmiseFee.net(amount)).isEqualTo(amount - fee - vat);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"amount\":2000,\"currency\":\"thb\"}|bad_request",
                "{\"type\":\"cheque\",\"amount\":2000,\"currency\":\"thb\"}|bad_request",
                "{\"type\":\"promptpay\",\"currency\":\"thb\"}|invalid_amount",
                "{\"type\":\"promptpay\",\"amount\":1999,\"currency\":\"thb\"}|invalid_amount",
                "{\"type\":\"promptpay\",\"amount\":15000001,\"currency\":\"thb\"}|invalid_amount",
                "{\"type\":\"promptpay\",\"amount\":2000,\"currency\":\"jpy\"}|bad_request",
                "{\"type\":|bad_request"
            })
    void sourcesThatCannotBeAreRefused(String body, String code) throws Exception {
        refused(omise.post("/sources", body), 400, code);
    }

    @Test
    void chargesThatCannotBeAreRefused() throws Exception {
        refused(omise.post("/charges", "{\"amount\":2000,\"currency\":\"thb\"}"), 400, "invalid_charge");
        refused(
                omise.post("/charges", "{\"amount\":2000,\"currency\":\"thb\",\"source\":\"src_test_x\"}"),
                404,
                "not_found");
        var source = source(omise, "promptpay", 2000).text("/id");
        var wanted = "{\"amount\":%d,\"currency\":\"thb\",\"source\":\"" + source + "\"%s}";
        refused(omise.post("/charges", wanted.formatted(3000, "")), 400, "invalid_charge");
        refused(
                omise.post("/charges", wanted.formatted(2000, ",\"expires_at\":\"2020-01-01T00:00:00Z\"")),
                400,
                "invalid_charge");
        refused(omise.post("/charges", wanted.formatted(2000, ",\"expires_at\":\"soon\"")), 400, "bad_request");
        assertThat(omise.post("/charges", wanted.formatted(2000, "")).status()).isEqualTo(200);
        refused(omise.post("/charges", wanted.formatted(2000, "")), 400, "invalid_charge");
        var bank = source(omise, "mobile_banking_scb", 2000).text("/id");
        refused(
                omise.post("/charges", "{\"amount\":2000,\"currency\":\"thb\",\"source\":\"" + bank + "\"}"),
                400,
                "invalid_charge");
    }

    @Test
    void aWrongKeyAndAnUnknownAddressAreRefused() throws Exception {
        refused(omise.with("skey_other").get("/charges"), 401, "authentication_failure");
        refused(omise.with("pkey_test_town").get("/charges"), 401, "authentication_failure");
        assertThat(source(omise.with("pkey_test_town"), "promptpay", 2000).status())
                .isEqualTo(200);
        refused(omise.get("/charges/chrg_test_x"), 404, "not_found");
        refused(omise.get("/customers"), 404, "not_found");
    }

    @Test
    void paidIsSuccessfulOnceAndForAll() throws Exception {
        var charge = paid(330_000);
        assertThat(charge.text("/status")).isEqualTo("successful");
        assertThat(charge.json().path("paid").asBoolean()).isTrue();
        assertThat(charge.text("/paid_at")).endsWith("Z");
        assertThat(charge.text("/transaction")).startsWith("trxn_test_");
        assertThat(charge.json().path("refundable").asBoolean()).isTrue();
        var id = charge.text("/id");
        refused(omise.post("/charges/" + id + "/expire", ""), 400, "failed_expire");
        assertThat(omise.town("POST", "/town/omise/charges/" + id + "/pay", "").status())
                .isEqualTo(409);
        assertThat(omise.town("POST", "/town/omise/charges/" + id + "/decline", "")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDeclinedChargeSaysWhy() throws Exception {
        var id = charge(omise, "promptpay", 2000).text("/id");
        var declined = omise.town("POST", "/town/omise/charges/" + id + "/decline", "");
        assertThat(declined.text("/status")).isEqualTo("failed");
        assertThat(declined.text("/failure_code")).isEqualTo("payment_rejected");
        refused(omise.post("/charges/" + id + "/refunds", "{\"amount\":100}"), 400, "failed_refund");
    }

    @Test
    void aChargeExpiresWhenAskedOrByTheClockAndABankMayStillPay() throws Exception {
        var first = charge(omise, "promptpay", 2000).text("/id");
        assertThat(omise.post("/charges/" + first + "/expire", "").text("/status"))
                .isEqualTo("expired");
        var second = charge(omise, "promptpay", 2000).text("/id");
        omise.town("POST", "/town/clock/advance", "{\"seconds\":86401}");
        var expired = omise.get("/charges/" + second);
        assertThat(expired.text("/status")).isEqualTo("expired");
        assertThat(expired.json().path("expired").asBoolean()).isTrue();
        assertThat(expired.text("/expired_at")).endsWith("Z");
        assertThat(omise.town("POST", "/town/omise/charges/" + second + "/pay", "")
                        .status())
                .isEqualTo(409);
        assertThat(omise.town("POST", "/town/omise/charges/" + second + "/pay", "{\"late\":true}")
                        .text("/status"))
                .isEqualTo("successful");
    }

    @Test
    void moneyGoesBackInPartsAndTheBankTakesItsTime() throws Exception {
        var id = paid(330_000).text("/id");
        var path = "/charges/" + id + "/refunds";
        var refund = omise.post(path, "{\"amount\":130000,\"metadata\":{\"refund\":\"ref_1\"}}");
        assertThat(refund.text("/object")).isEqualTo("refund");
        assertThat(refund.text("/status")).isEqualTo("pending");
        assertThat(refund.text("/metadata/refund")).isEqualTo("ref_1");
        refused(omise.post(path, "{\"amount\":200001}"), 400, "failed_refund");
        refused(omise.post(path, "{\"amount\":0}"), 400, "invalid_amount");
        refused(omise.post(path, "{}"), 400, "invalid_amount");
        assertThat(omise.get("/charges/" + id).json().path("refunded_amount").asInt())
                .isEqualTo(130_000);
        omise.town("POST", "/town/clock/advance", "{\"seconds\":61}");
        var closed = omise.get(path + "/" + refund.text("/id"));
        assertThat(closed.text("/status")).isEqualTo("closed");
        assertThat(closed.text("/transaction")).startsWith("trxn_test_");

        var second = omise.post(path, "{\"amount\":200000}");
        omise.town("POST", "/town/omise/refunds/" + second.text("/id") + "/fail", "");
        var list = omise.get(path).json();
        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.at("/data/1/status").asString()).isEqualTo("failed");
        assertThat(omise.get("/charges/" + id).json().path("refunded_amount").asInt())
                .isEqualTo(130_000);
        assertThat(omise.town("GET", "/town/omise/tally", "").body())
                .contains("\"captured\":330000,\"refunded\":130000");
    }

    @Test
    void aRepeatedCallMakesASecondRefundSinceOmiseKnowsNoKeys() throws Exception {
        var id = paid(10_000).text("/id");
        omise.post("/charges/" + id + "/refunds", "{\"amount\":1000}", "Idempotency-Key", "k");
        omise.post("/charges/" + id + "/refunds", "{\"amount\":1000}", "Idempotency-Key", "k");
        assertThat(omise.get("/charges/" + id + "/refunds").json().path("total").asInt())
                .isEqualTo(2);
    }

    @Test
    void whatWasDoneBehindACutLineIsFoundByItsMetadata() throws Exception {
        var source = source(omise, "promptpay", 2000).text("/id");
        omise.town(
                "PUT",
                "/town/weather",
                "{\"provider\":\"omise\",\"operation\":\"POST /charges\",\"mode\":\"error-after\",\"count\":1}");
        var lost = omise.post(
                "/charges",
                "{\"amount\":2000,\"currency\":\"thb\",\"source\":\"" + source
                        + "\",\"metadata\":{\"payment\":\"pay_42\"}}");
        refused(lost, 500, "internal_error");
        var found = omise.get("/search?scope=charge&query=pay_42").json();
        assertThat(found.path("object").asString()).isEqualTo("search");
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.at("/data/0/status").asString()).isEqualTo("pending");
        refused(omise.get("/search?scope=card&query=x"), 400, "bad_request");
    }

    @Test
    void tooManyCallsAreToldInOmisesWords() throws Exception {
        omise.town("PUT", "/town/weather", "{\"provider\":\"omise\",\"mode\":\"rate-limited\",\"count\":1}");
        refused(omise.get("/charges"), 429, "too_many_requests");
    }

    @Test
    void listsGoFromOldToNewUnlessAskedOtherwise() throws Exception {
        var first = charge(omise, "promptpay", 2000).text("/id");
        omise.town("POST", "/town/clock/advance", "{\"seconds\":10}");
        var second = charge(omise, "promptpay", 3000).text("/id");
        var list = omise.get("/charges?limit=1").json();
        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.at("/data/0/id").asString()).isEqualTo(first);
        assertThat(omise.get("/charges?limit=1&order=reverse_chronological").text("/data/0/id"))
                .isEqualTo(second);
        assertThat(omise.get("/charges?from=2099-01-01T00:00:00Z")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void metadataCanBeChanged() throws Exception {
        var id = charge(omise, "promptpay", 2000).text("/id");
        var changed = omise.call("PATCH", "/charges/" + id, "{\"metadata\":{\"a\":1}}");
        assertThat(changed.json().at("/metadata/a").asInt()).isEqualTo(1);
        assertThat(changed.text("/description")).isEqualTo("โยคะเช้า");
    }

    @Test
    void aRefundClosesByItself() throws Exception {
        var id = paid(10_000).text("/id");
        var refund =
                omise.post("/charges/" + id + "/refunds", "{\"amount\":1000}").text("/id");
        omise.town("POST", "/town/omise/refunds/" + refund + "/close", "");
        assertThat(Until.within(
                        2000,
                        () -> omise.get("/charges/" + id + "/refunds/" + refund)
                                .text("/status")
                                .equals("closed")))
                .isTrue();
    }
}
