package town.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What a person meets on the hosted pages, without a browser.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class PaymentPageTest {
    @LocalServerPort
    int port;

    TownStripe town;

    @BeforeEach
    void begin() throws Exception {
        town = new TownStripe(port);
        town.json("POST", "/town/reset", "");
    }

    @Test
    void thePageShowsWhoIsPaidForWhatAndHowMuch() throws Exception {
        var id = town.session(1500).getId();
        var html = page(id).body();
        assertThat(html)
                .contains("lang=\"ja\"", "Tsudoi", "朝のやさしいヨガ", "¥1,500", "hanako@example.jp")
                .contains("href=\"https://shop.example/back\"");
        assertThat(town.get("/stripe/c/pay/" + id + "?lang=th").body()).contains("lang=\"th\"", "ชำระ ¥1,500");
        assertThat(town.get("/stripe/c/pay/cs_test_nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aGoodCardPaysAndLeadsBackToTheShop() throws Exception {
        var id = town.session(1500).getId();
        var answer = pay(id, "4242 4242 4242 4242");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("https://shop.example/thanks?session=" + id);
        assertThat(status(id)).isEqualTo("complete");
    }

    @Test
    void payingTwiceTakesMoneyOnce() throws Exception {
        var id = town.session(1500).getId();
        pay(id, "4242424242424242");
        var again = pay(id, "4242424242424242");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("data-state=\"complete\"", "お支払い済み");
        assertThat(town.get("/town/stripe/tally").body())
                .contains("\"charges\":1")
                .contains("\"captured\":1500");
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000002,承認されませんでした",
        "4000000000009995,残高が足りません",
        "4000000000000069,有効期限が切れています",
        "4111111111111111,本物のカードは使えません",
        "4242424242424241,カード番号が正しくない",
    })
    void aDeclineStaysOnThePageAndSaysWhy(String card, String why) throws Exception {
        var id = town.session(1500).getId();
        var answer = pay(id, card);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(why, "請求はありません", "value=\"" + card + "\"");
        assertThat(status(id)).isEqualTo("open");
        assertThat(town.get("/town/stripe/tally").body()).isEqualTo("{}");
        assertThat(pay(id, "4242424242424242").statusCode()).isEqualTo(303);
    }

    @Test
    void whatIsMistypedIsSaidBesideItsFieldAndKept() throws Exception {
        var id = town.session(1500).getId();
        var fields = fields("4242424242424242");
        fields.put("expiry", "13/20");
        fields.put("cvc", "1");
        var html = town.form("/stripe/c/pay/" + id, fields).body();
        assertThat(html)
                .contains("id=\"expiry-wrong\"", "id=\"cvc-wrong\"", "value=\"13/20\"", "value=\"YAMADA HANAKO\"");
        assertThat(status(id)).isEqualTo("open");
    }

    @Test
    void oneTapFillsInACardWithoutPaying() throws Exception {
        var id = town.session(1500).getId();
        var html = town.form("/stripe/c/pay/" + id, Map.of("fill", "4242424242424242"))
                .body();
        assertThat(html).contains("value=\"4242 4242 4242 4242\"", "value=\"12 / 34\"", "value=\"123\"");
        assertThat(status(id)).isEqualTo("open");
    }

    @Test
    void theBankAsksAndTheCardholderAgrees() throws Exception {
        var id = town.session(1500).getId();
        var asking = location(pay(id, "4000002760003184"));
        assertThat(asking).startsWith("/stripe/3ds/pi_");
        assertThat(town.get(asking).body()).contains("¥1,500", "3184", "ご本人ですか");
        assertThat(status(id)).isEqualTo("open");
        var done = town.form(asking, Map.of("answer", "approve"));
        assertThat(location(done)).isEqualTo("https://shop.example/thanks?session=" + id);
        assertThat(status(id)).isEqualTo("complete");
        assertThat(location(town.form(asking, Map.of("answer", "approve")))).isEqualTo("/stripe/c/pay/" + id);
        assertThat(town.get("/town/stripe/tally").body()).contains("\"charges\":1");
    }

    @Test
    void theBankAsksAndTheCardholderRefuses() throws Exception {
        var id = town.session(1500).getId();
        var asking = location(pay(id, "4000002760003184"));
        var refused = location(town.form(asking, Map.of("answer", "refuse")));
        assertThat(refused).startsWith("/stripe/c/pay/" + id);
        assertThat(town.get(refused).body()).contains("ご本人の確認ができませんでした");
        assertThat(status(id)).isEqualTo("open");
        assertThat(pay(id, "4242424242424242").statusCode()).isEqualTo(303);
    }

    @Test
    void whoWalksAwayFromTheBankHasNotPaidAndMayPayAnotherWay() throws Exception {
        var id = town.session(1500).getId();
        var asking = location(pay(id, "4000002760003184"));
        assertThat(town.get(asking).body()).contains("href=\"https://shop.example/back\"");
        assertThat(pay(id, "4242424242424242").statusCode()).isEqualTo(303);
        assertThat(location(town.form(asking, Map.of("answer", "approve")))).isEqualTo("/stripe/c/pay/" + id);
        assertThat(town.get("/town/stripe/tally").body()).contains("\"charges\":1");
    }

    @Test
    void anExpiredSessionCannotBePaidNotEvenAtTheBank() throws Exception {
        var id = town.session(1500).getId();
        var asking = location(pay(id, "4000002760003184"));
        town.json("POST", "/town/clock/advance", "{\"seconds\":90000}");
        assertThat(page(id).body()).contains("data-state=\"expired\"", "期限が切れました");
        assertThat(pay(id, "4242424242424242").body()).contains("data-state=\"expired\"");
        var late = town.form(asking, Map.of("answer", "approve"));
        assertThat(location(late)).isEqualTo("/stripe/c/pay/" + id);
        assertThat(town.get("/town/stripe/tally").body()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/stripe",
        "/stripe?tab=sessions",
        "/stripe?tab=refunds",
        "/stripe?tab=news",
        "/stripe?tab=deliveries",
        "/stripe?tab=calls",
        "/town/weather",
        "/town/weather?provider=MAIL"
    })
    void everyPageSpeaksThreeLanguages(String path) throws Exception {
        town.paid(1500, "4242424242424242");
        for (var language : new String[] {"ja", "en", "th"}) {
            var answer = town.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<html lang=\"" + language + "\"");
        }
    }

    private HttpResponse<String> page(String id) throws Exception {
        return town.get("/stripe/c/pay/" + id);
    }

    private HttpResponse<String> pay(String id, String card) throws Exception {
        return town.form("/stripe/c/pay/" + id, fields(card));
    }

    private static Map<String, String> fields(String card) {
        return new LinkedHashMap<>(Map.of("card", card, "expiry", "12/34", "cvc", "123", "name", "YAMADA HANAKO"));
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String status(String id) throws Exception {
        return town.client().v1().checkout().sessions().retrieve(id).getStatus();
    }
}
