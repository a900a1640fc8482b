package town.omise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.webhook.Caller;
import town.webhook.Caller.Answer;

/// What somebody with a bank account in Thailand meets.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class BankTest {
    @LocalServerPort
    int port;

    Caller omise;

    @BeforeEach
    void begin() throws Exception {
        omise = new Caller(port, "/omise", "skey_test_town");
        omise.town("POST", "/town/reset", "");
    }

    private String code(Answer charge) throws Exception {
        return omise.town("GET", "/town/omise/charges/" + charge.text("/id") + "/code", "")
                .text("/payload");
    }

    private Answer scan(String code) throws Exception {
        return omise.page("/bank-app/pay?lang=en&code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
    }

    private String status(Answer charge) throws Exception {
        return omise.get("/charges/" + charge.text("/id")).text("/status");
    }

    @Test
    void aScannedCodeShowsThePayeeAndIsConfirmed() throws Exception {
        var charge = OmiseApiTest.charge(omise, "promptpay", 330_000);
        assertThat(omise.page("/bank-app?lang=th").body()).contains("แอปธนาคาร", "฿3,300.00");
        assertThat(scan(code(charge)).body()).contains("Pay this?", "Tsudoi", "฿3,300.00", "โยคะเช้า");
        var done = omise.submit("/bank-app/pay", Map.of("code", code(charge), "answer", "confirm"));
        assertThat(done.status()).isEqualTo(303);
        assertThat(status(charge)).isEqualTo("successful");
        assertThat(scan(charge.text("/id")).body()).contains("data-state=\"paid\"");
    }

    @Test
    void aDeclinedCodeFailsTheChargeAndAnExpiredOneIsNotPaid() throws Exception {
        var charge = OmiseApiTest.charge(omise, "promptpay", 2000);
        omise.submit("/bank-app/pay", Map.of("code", charge.text("/id"), "answer", "decline"));
        assertThat(status(charge)).isEqualTo("failed");
        var late = OmiseApiTest.charge(omise, "promptpay", 2000);
        omise.town("POST", "/town/clock/advance", "{\"seconds\":86401}");
        omise.submit("/bank-app/pay", Map.of("code", code(late), "answer", "confirm"));
        assertThat(status(late)).isEqualTo("expired");
    }

    @Test
    void whatIsNoCodeOrSomebodyElsesIsNotPaid() throws Exception {
        var charge = OmiseApiTest.charge(omise, "promptpay", 2000);
        assertThat(scan("hello").body()).contains("This is no QR code for a payment");
        var bill = PromptPay.read(code(charge)).orElseThrow();
        var cheaper = new PromptPay.Bill(bill.biller(), bill.reference1(), bill.reference2(), "1.00");
        assertThat(scan(PromptPay.payload(cheaper)).body()).contains("Nothing can be paid with this code");
        var stolen = new PromptPay.Bill("099400016550100", bill.reference1(), bill.reference2(), bill.amount());
        assertThat(scan(PromptPay.payload(stolen)).status()).isEqualTo(422);
    }

    @Test
    void mobileBankingLeadsToTheBankAndBack() throws Exception {
        var charge = OmiseApiTest.charge(omise, "mobile_banking_kbank", 2000);
        assertThat(charge.text("/source/flow")).isEqualTo("redirect");
        assertThat(charge.json().at("/source/scannable_code").isNull()).isTrue();
        var address = charge.text("/authorize_uri");
        var path = address.substring(address.indexOf("/omise/payments"));
        assertThat(omise.page(path + "?lang=en").body()).contains("K PLUS", "Pay this?", "฿20.00");
        var back = omise.submit(path, Map.of("answer", "confirm"));
        assertThat(back.whole().headers().firstValue("Location")).contains("https://shop.example/b");
        assertThat(status(charge)).isEqualTo("successful");
        var other = OmiseApiTest.charge(omise, "mobile_banking_scb", 2000);
        var otherAddress = other.text("/authorize_uri");
        omise.submit(otherAddress.substring(otherAddress.indexOf("/omise/payments")), Map.of("answer", "decline"));
        assertThat(status(other)).isEqualTo("failed");
        assertThat(omise.page("/omise/payments/nothing/authorize").status()).isEqualTo(404);
    }
}
