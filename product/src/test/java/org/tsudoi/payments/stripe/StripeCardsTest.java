package org.tsudoi.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is read of the card of a charge, and that nothing odd in it stands in the way.
class StripeCardsTest {
    private static final String CARD = """
            {"payment_method":"pm_1","payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242",
             "funding":"credit","country":"JP","exp_month":12,"exp_year":2034,"wallet":null,"fingerprint":"fp1",
             "installments":{"plan":{"count":3,"interval":"month","type":"fixed_count"}},
             "checks":{"cvc_check":"pass","address_postal_code_check":null},
             "three_d_secure":{"result":"authenticated","authentication_flow":"challenge","version":"2.2.0",
              "electronic_commerce_indicator":"05","exemption_indicator":null}}}}""";

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }

    @Test
    void allThatIsKnownIsRead() {
        assertThat(StripeCards.of(json(CARD)))
                .contains(new PaidCard(
                        "visa",
                        "4242",
                        "credit",
                        "JP",
                        null,
                        3,
                        new PaidCard.ThreeDSecure("authenticated", "challenge", "2.2.0", "05", null),
                        new PaidCard.Checks("pass", null)));
        assertThat(StripeCards.of(json(CARD)).map(PaidCard::shown)).contains("Visa •••• 4242");
    }

    @Test
    void whatIsOddIsLeftOut() {
        var odd = CARD.replace("\"JP\"", "\"Japan, of course\"")
                .replace("\"count\":3", "\"count\":\"three\"")
                .replace("\"result\":\"authenticated\"", "\"result\":7");
        assertThat(StripeCards.of(json(odd)))
                .contains(
                        new PaidCard("visa", "4242", "credit", null, null, 1, null, new PaidCard.Checks("pass", null)));
        assertThat(StripeCards.of(json(CARD.replace("4242", "42424242424242")))).isEmpty();
        assertThat(StripeCards.of(json("{\"payment_method_details\":{\"type\":\"konbini\",\"konbini\":{}}}")))
                .isEmpty();
    }

    @Test
    void aCardIsKeptOnlyWhereThatWasAgreed() {
        var wished = json("{\"customer\":\"cus_1\",\"setup_future_usage\":\"on_session\"}");
        assertThat(StripeCards.kept(wished, json(CARD)))
                .contains(new KeptCard("cus_1", "pm_1", YearMonth.of(2034, 12), "fp1"));
        assertThat(StripeCards.kept(json("{\"customer\":\"cus_1\",\"setup_future_usage\":null}"), json(CARD)))
                .isEmpty();
        assertThat(StripeCards.kept(json("{\"setup_future_usage\":\"on_session\"}"), json(CARD)))
                .isEmpty();
        assertThat(StripeCards.kept(
                        wished, json(CARD.replace("\"wallet\":null", "\"wallet\":{\"type\":\"apple_pay\"}"))))
                .as("a wallet's, to be forgotten at once")
                .isPresent();
        assertThat(StripeCards.kept(wished, json(CARD.replace("\"exp_month\":12", "\"exp_month\":13"))))
                .isEmpty();
    }
}
