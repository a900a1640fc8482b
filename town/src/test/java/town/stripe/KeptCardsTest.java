package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cards that are kept for customers, and numbers for stores, as the official client and plain HTTP find them.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class KeptCardsTest {
    private static final String VISA = "4242424242424242";

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    TownStripe town;
    StripeClient stripe;

    @BeforeEach
    void begin() throws Exception {
        town = new TownStripe(port);
        stripe = town.client();
        town.json("POST", "/town/reset", "");
    }

    private String customer() throws Exception {
        return stripe.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("hanako@example.jp")
                        .build())
                .getId();
    }

    /// What Stripe calls the card that was paid with and kept.
    private String kept(String customer) throws Exception {
        var wanted = TownStripe.wanted(1500)
                .setCustomerEmail(null)
                .setCustomer(customer)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.ON_SESSION)
                        .build())
                .build();
        var session = stripe.v1().checkout().sessions().create(wanted);
        town.json("POST", "/town/stripe/sessions/" + session.getId() + "/pay", "{\"card\":\"" + VISA + "\"}");
        return stripe.v1()
                .customers()
                .paymentMethods()
                .list(customer)
                .getData()
                .getFirst()
                .getId();
    }

    private JsonNode intent(String key, Map<String, String> more) throws Exception {
        var fields = new LinkedHashMap<>(Map.of("amount", "3300", "currency", "jpy", "confirm", "true"));
        fields.putAll(more);
        return json.readTree(town.post("/v1/payment_intents", key, fields).body());
    }

    private String keeping(String customer) throws Exception {
        var wanted = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SETUP)
                .setCustomer(customer)
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setSuccessUrl("https://shop.example/kept")
                .setCancelUrl("https://shop.example/cards")
                .setSetupIntentData(SessionCreateParams.SetupIntentData.builder()
                        .putMetadata("card", "one")
                        .build())
                .build();
        return stripe.v1().checkout().sessions().create(wanted).getId();
    }

    private Session seen(String session) throws Exception {
        var expanded = SessionRetrieveParams.builder()
                .addExpand("setup_intent.payment_method")
                .build();
        return stripe.v1().checkout().sessions().retrieve(session, expanded);
    }

    @Test
    void aCardIsKeptWithoutPayingAndChargedLater() throws Exception {
        var customer = customer();
        var session = keeping(customer);
        var open = seen(session);
        assertThat(open.getMode()).isEqualTo("setup");
        assertThat(open.getAmountTotal()).isNull();
        assertThat(open.getSetupIntent()).isNull();
        var page = "/town/stripe/sessions/" + session + "/pay";
        assertThat(town.json("POST", page, "{\"card\":\"4000000000000002\"}").body())
                .contains("declined");
        assertThat(town.json("POST", page, "{\"card\":\"" + VISA + "\"}").body())
                .contains("kept");
        var kept = seen(session);
        assertThat(kept.getStatus()).isEqualTo("complete");
        assertThat(kept.getPaymentStatus()).isEqualTo("no_payment_required");
        var setup = kept.getSetupIntentObject();
        assertThat(setup.getStatus()).isEqualTo("succeeded");
        assertThat(setup.getUsage()).isEqualTo("off_session");
        assertThat(setup.getMetadata()).containsEntry("card", "one");
        assertThat(setup.getPaymentMethodObject().getCard().getLast4()).isEqualTo("4242");
        assertThat(setup.getPaymentMethodObject().getCustomer()).isEqualTo(customer);
        var how = Map.of("customer", customer, "payment_method", setup.getPaymentMethod(), "off_session", "true");
        assertThat(intent("later", how).path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void theIssuerMayAskBeforeACardIsKept() throws Exception {
        var customer = customer();
        var refused = keeping(customer);
        var asks = "{\"card\":\"4000002760003184\",\"approve\":%s}";
        town.json("POST", "/town/stripe/sessions/" + refused + "/pay", asks.formatted(false));
        assertThat(seen(refused).getSetupIntentObject().getStatus()).isEqualTo("requires_payment_method");
        town.json("POST", "/town/stripe/sessions/" + refused + "/pay", asks.formatted(true));
        assertThat(seen(refused).getSetupIntentObject().getStatus()).isEqualTo("succeeded");
        var expired = keeping(customer);
        town.post("/v1/checkout/sessions/" + expired + "/expire", "end", Map.of());
        assertThat(town.json("POST", "/town/stripe/sessions/" + expired + "/pay", "{}")
                        .body())
                .contains("expired");
    }

    @Test
    void whatKeepsACardSellsNothing() throws Exception {
        var fields = Map.of(
                "mode", "setup",
                "success_url", "https://shop.example/kept",
                "customer", customer(),
                "line_items[0][quantity]", "1");
        assertThat(town.post("/v1/checkout/sessions", "wrong", fields).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aKeptCardIsChargedForItsCustomerUntilItIsDetached() throws Exception {
        var customer = customer();
        var method = kept(customer);
        var card = stripe.v1().paymentMethods().retrieve(method);
        assertThat(card.getCustomer()).isEqualTo(customer);
        assertThat(card.getCard().getLast4()).isEqualTo("4242");
        var paid = intent("one", Map.of("customer", customer, "payment_method", method));
        assertThat(paid.path("status").asString()).isEqualTo("succeeded");
        assertThat(paid.path("payment_method").asString()).isEqualTo(method);
        assertThat(intent("two", Map.of("customer", customer(), "payment_method", method))
                        .path("error")
                        .path("type")
                        .asString())
                .isEqualTo("invalid_request_error");
        stripe.v1().paymentMethods().detach(method);
        assertThat(stripe.v1().paymentMethods().retrieve(method).getCustomer()).isNull();
        assertThat(intent("three", Map.of("customer", customer, "payment_method", method))
                        .has("error"))
                .isTrue();
    }

    @Test
    void aCardThatNobodyAskedToKeepIsNotKept() throws Exception {
        var customer = customer();
        var session = stripe.v1()
                .checkout()
                .sessions()
                .create(TownStripe.wanted(1500)
                        .setCustomerEmail(null)
                        .setCustomer(customer)
                        .build());
        town.json("POST", "/town/stripe/sessions/" + session.getId() + "/pay", "{}");
        assertThat(stripe.v1().customers().paymentMethods().list(customer).getData())
                .isEmpty();
    }

    @Test
    void numbersForAStoreArePaidInCashOnce() throws Exception {
        var wish = Map.of(
                "payment_method_types[]", "konbini",
                "payment_method_data[type]", "konbini",
                "payment_method_data[billing_details][name]", "山田 花子",
                "payment_method_data[billing_details][email]", "hanako@example.jp",
                "payment_method_options[konbini][product_description]", "朝のヨガ");
        var intent = intent("konbini", wish);
        assertThat(intent.path("status").asString()).isEqualTo("requires_action");
        var numbers = intent.path("next_action").path("konbini_display_details");
        assertThat(numbers.path("stores")
                        .path("familymart")
                        .path("payment_code")
                        .asString())
                .matches("[0-9]{11}");
        assertThat(town.get("/stripe/konbini/voucher/" + intent.path("id").asString())
                        .body())
                .contains(numbers.path("stores")
                        .path("lawson")
                        .path("payment_code")
                        .asString());
        var till = "/town/stripe/intents/" + intent.path("id").asString() + "/cash?chain=lawson";
        assertThat(town.json("POST", till, "").body()).contains("succeeded");
        assertThat(town.json("POST", till, "").body()).contains("succeeded");
        assertThat(town.get("/town/stripe/tally").body()).contains("\"charges\":1");
        var charge = stripe.v1()
                .charges()
                .retrieve(stripe.v1()
                        .paymentIntents()
                        .retrieve(intent.path("id").asString())
                        .getLatestCharge());
        assertThat(charge.getPaymentMethodDetails().getKonbini().getStore().getChain())
                .isEqualTo("lawson");
    }
}
