package town.paypal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Wallets that are kept with a payment, charged without their payer, and deleted.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.url=http://127.0.0.1:0")
class PayPalVaultTest {
    private static final String ORDERS = "/v2/checkout/orders";
    private static final String TOKENS = "/v3/vault/payment-tokens/";

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

    private static String keeping(String id, String attributes) {
        return PayPalCaller.order("JPY", "3300", id)
                .replace("\"experience_context\"", "\"attributes\":{%s},\"experience_context\"".formatted(attributes));
    }

    private static String vault(String usage) {
        return """
                "vault":{"store_in_vault":"ON_SUCCESS","usage_type":"%s","customer_type":"CONSUMER"}""".formatted(usage);
    }

    private static String charge(String id, String token, String initiator) {
        var order = PayPalCaller.order("JPY", "3300", id);
        return order.substring(0, order.indexOf("\"payment_source\"")) + """
                "payment_source":{"paypal":{"vault_id":"%s","stored_credential":{"payment_initiator":"%s",
                "usage":"SUBSEQUENT"}}}}""".formatted(token, initiator);
    }

    /// @return the order, paid
    private PayPalCaller.Answer kept(String id, String attributes) throws Exception {
        var order = paypal.post(ORDERS, keeping(id, attributes), id).text("id");
        assertThat(paypal.get(ORDERS + "/" + order)
                        .json()
                        .path("payment_source")
                        .path("paypal")
                        .has("attributes"))
                .isFalse();
        paypal.approve(order, "BALANCE");
        return paypal.post(ORDERS + "/" + order + "/capture", "", null);
    }

    private static String vaultOf(PayPalCaller.Answer order, String field) {
        return order.text("payment_source", "paypal", "attributes", "vault", field);
    }

    @Test
    void aWalletIsKeptWithThePaymentAndChargedWithoutItsPayerOnce() throws Exception {
        var paid = kept("pay_1", vault("MERCHANT"));
        assertThat(vaultOf(paid, "status")).isEqualTo("VAULTED");
        var token = vaultOf(paid, "id");
        var shown = paypal.get(TOKENS + token);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text("payment_source", "paypal", "email_address")).isEqualTo("tester@town.example");
        assertThat(shown.text("customer", "id"))
                .isEqualTo(paid.text("payment_source", "paypal", "attributes", "vault", "customer", "id"));
        var charged = paypal.post(ORDERS, charge("pay_2", token, "MERCHANT"), "pay_2");
        assertThat(charged.status()).isEqualTo(201);
        assertThat(charged.text("status")).isEqualTo("COMPLETED");
        var again = paypal.post(ORDERS, charge("pay_2", token, "MERCHANT"), "pay_2");
        assertThat(again.text("id")).isEqualTo(charged.text("id"));
        assertThat(paypal.post(ORDERS, charge("pay_2", token, "MERCHANT"), "other")
                        .issue())
                .isEqualTo("DUPLICATE_INVOICE_ID");
        assertThat(paypal.town("GET", "/paypal/tally", "").json().size()).isEqualTo(2);
    }

    @Test
    void oneWhoIsKnownStaysTheSameCustomer() throws Exception {
        var first = kept("pay_1", vault("MERCHANT"));
        var customer = first.text("payment_source", "paypal", "attributes", "vault", "customer", "id");
        kept("pay_2", "\"customer\":{\"id\":\"%s\"},".formatted(customer) + vault("MERCHANT"));
        var list = paypal.get("/v3/vault/payment-tokens?customer_id=" + customer);
        assertThat(list.json().path("payment_tokens").size()).isEqualTo(2);
        assertThat(paypal.get("/v3/vault/payment-tokens").status()).isEqualTo(400);
    }

    @Test
    void someAreKeptOnlyAfterThePayment() throws Exception {
        paypal.town("PUT", "/paypal/vault/later", "");
        var paid = kept("pay_1", vault("MERCHANT"));
        assertThat(vaultOf(paid, "status")).isEqualTo("APPROVED");
        assertThat(vaultOf(paid, "id")).isEmpty();
        var order = paid.text("id");
        var kept = paypal.town("POST", "/paypal/vault/orders/" + order + "/keep", "");
        assertThat(vaultOf(paypal.get(ORDERS + "/" + order), "id")).isEqualTo(kept.text("token"));
        assertThat(paypal.town("POST", "/paypal/vault/orders/" + order + "/keep", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsRefusedIsNotMade() throws Exception {
        var token = vaultOf(kept("pay_1", vault("MERCHANT")), "id");
        paypal.town("PUT", "/paypal/vault/tokens/" + token, "{\"funding\":\"DECLINED_CARD\"}");
        var refused = paypal.post(ORDERS, charge("pay_2", token, "MERCHANT"), "pay_2");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.issue()).isEqualTo("PAYER_CANNOT_PAY");
        assertThat(paypal.post(ORDERS, charge("pay_2", token, "CUSTOMER"), "pay_2")
                        .issue())
                .isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(paypal.post(ORDERS, charge("pay_2", token, "NOBODY"), "pay_2")
                        .status())
                .isEqualTo(400);
        assertThat(paypal.post(ORDERS, keeping("pay_3", vault("EVERYBODY")), "pay_3")
                        .status())
                .isEqualTo(400);
        assertThat(paypal.delete(TOKENS + token).status()).isEqualTo(204);
        assertThat(paypal.get(TOKENS + token).status()).isEqualTo(404);
        assertThat(paypal.post(ORDERS, charge("pay_2", token, "MERCHANT"), "pay_2")
                        .issue())
                .isEqualTo("TOKEN_ID_NOT_FOUND");
        assertThat(paypal.delete(TOKENS + "nobodys").status()).isEqualTo(404);
    }

    private static final String SETUPS = "/v3/vault/setup-tokens";

    private PayPalCaller.Answer setup(String id) throws Exception {
        return paypal.post(SETUPS, """
                {"payment_source":{"paypal":{"usage_type":"MERCHANT","customer_type":"CONSUMER",
                "experience_context":{"locale":"ja-JP","return_url":"https://shop.example/kept?a=1",
                "cancel_url":"https://shop.example/leave"}}}}""", id);
    }

    private PayPalCaller.Answer tokenized(String setup, String id) throws Exception {
        return paypal.post("/v3/vault/payment-tokens", """
                {"payment_source":{"token":{"id":"%s","type":"SETUP_TOKEN"}}}""".formatted(setup), id);
    }

    @Test
    void aWalletIsKeptWithoutAPaymentOnceItsPayerAgreed() throws Exception {
        var made = setup("crd_1");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("PAYER_ACTION_REQUIRED");
        var id = made.text("id");
        assertThat(setup("crd_1").text("id")).isEqualTo(id);
        assertThat(tokenized(id, "crd_1-token").issue()).isEqualTo("PAYER_ACTION_REQUIRED");
        assertThat(paypal.page("GET", made.link("approve"), "").body()).contains("id=\"keeps\"");
        var approved = paypal.page("POST", made.link("approve"), "email=hanako%40town.example&funding=BALANCE");
        assertThat(approved.text("location")).startsWith("https://shop.example/kept?a=1&approval_token_id=" + id);
        assertThat(paypal.get(SETUPS + "/" + id).text("status")).isEqualTo("APPROVED");
        var token = tokenized(id, "crd_1-token");
        assertThat(token.status()).isEqualTo(201);
        assertThat(token.text("payment_source", "paypal", "email_address")).isEqualTo("hanako@town.example");
        assertThat(token.text("customer", "id")).isEqualTo(made.text("customer", "id"));
        assertThat(tokenized(id, "crd_1-token").text("id")).isEqualTo(token.text("id"));
        assertThat(tokenized(id, "another").issue()).isEqualTo("SETUP_TOKEN_ALREADY_TOKENIZED");
        assertThat(paypal.get(SETUPS + "/" + id).text("status")).isEqualTo("VAULTED");
        assertThat(paypal.post(ORDERS, charge("pay_1", token.text("id"), "MERCHANT"), "pay_1")
                        .text("status"))
                .isEqualTo("COMPLETED");
    }

    @Test
    void whatIsNotWellAskedForIsNoSetup() throws Exception {
        assertThat(paypal.post(SETUPS, "{\"payment_source\":{\"paypal\":{\"usage_type\":\"MERCHANT\"}}}", null)
                        .status())
                .isEqualTo(400);
        assertThat(paypal.get(SETUPS + "/nobodys").status()).isEqualTo(404);
        assertThat(tokenized("nobodys", "crd_2").status()).isEqualTo(404);
    }

    @Test
    void thePayerReadsWhatTheyAgreeTo() throws Exception {
        var order = paypal.post(ORDERS, keeping("pay_1", vault("MERCHANT")), "pay_1");
        assertThat(paypal.page("GET", order.link("payer-action"), "").body()).contains("id=\"keeps\"");
        assertThat(paypal.page("GET", paypal.order("pay_2", 3300).link("payer-action"), "")
                        .body())
                .doesNotContain("id=\"keeps\"");
    }
}
