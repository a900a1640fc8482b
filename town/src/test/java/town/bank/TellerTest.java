package town.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.Passerby;

/// What a person meets at the transfer machine.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class TellerTest {
    @LocalServerPort
    int port;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    @Test
    void aTransferIsShownAsItWasUnderstoodBeforeItIsMade() throws Exception {
        var sure = send(Map.of("payer", "１００１５　やまだ", "yen", "1,500"));
        assertThat(sure.statusCode()).isEqualTo(200);
        assertThat(sure.body()).contains("10015 ﾔﾏﾀﾞ", "¥1,500", "ﾂﾄﾞｲ", "内容を確かめてください");
        assertThat(entries()).isEqualTo("[]");
        var done = send(Map.of("payer", "１００１５　やまだ", "yen", "1,500", "sure", "yes"));
        assertThat(done.statusCode()).isEqualTo(303);
        var path = done.headers().firstValue("Location").orElseThrow();
        assertThat(passerby.get(path + "?lang=ja").body()).contains("¥1,500 を振り込みました", "10015 ﾔﾏﾀﾞ");
        assertThat(passerby.get("/bank/account?lang=ja").body())
                .contains("10015 ﾔﾏﾀﾞ", "¥101,500", "/bank/files/notice.txt", "call-back");
    }

    @Test
    void whatIsCalledBackIsShownOnBothSides() throws Exception {
        var done = send(Map.of("sure", "yes"));
        var path = done.headers().firstValue("Location").orElseThrow();
        passerby.form(path + "/call-back", Map.of());
        assertThat(passerby.get("/bank/account?lang=ja").body())
                .contains("¥100,000", "−¥1,500", "あとで取り消されました")
                .doesNotContain("/call-back\"");
    }

    @ParameterizedTest
    @CsvSource({
        "bank,999,4 桁の数字を入力",
        "bank,0001,この口座はありません",
        "branch,1,3 桁の数字を入力",
        "branch,002,この口座はありません",
        "kind,2,この口座はありません",
        "account,123456,7 桁の数字を入力",
        "account,7654321,この口座はありません",
        "yen,0,1 円以上の金額",
        "yen,百円,1 円以上の金額",
        "yen,99999999999,1 円以上の金額",
        "payer,山田花子,「山」は銀行では使えません",
        "payer,' ',振込依頼人の名前を入力",
        "payer,ガガガガガガガガガガガガガガガガガガガガガガガガガ,半角で 48 文字を超えています",
    })
    void whatIsWrongIsSaidBesideItsFieldAndKept(String field, String typed, String why) throws Exception {
        var answer = send(Map.of(field, typed, "sure", "yes"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(why, field.equals("kind") ? "aria-invalid" : "value=\"" + typed + "\"");
        assertThat(entries()).isEqualTo("[]");
    }

    @Test
    void whatTheFormLeavesOutIsWrong() throws Exception {
        assertThat(passerby.form("/bank", Map.of("sure", "yes")).statusCode()).isEqualTo(422);
    }

    @Test
    void scriptsAreToldWhatIsWrong() throws Exception {
        var answer = passerby.post("/town/bank/deposits", Map.of("yen", 0, "payer", "山", "account", "7"));
        assertThat(answer.statusCode()).isEqualTo(422);
        var refused = Passerby.json(answer).path("refused");
        assertThat(refused.path("yen").asString()).isEqualTo("yen");
        assertThat(refused.path("payer").asString()).isEqualTo("unwritable");
        assertThat(refused.path("account").asString()).isEqualTo("digits-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bank", "/bank/account", "/bank/orders", "/bank/transfers/none"})
    void everyPageSpeaksThreeLanguages(String path) throws Exception {
        send(Map.of("sure", "yes"));
        for (var language : List.of("ja", "en", "th")) {
            var answer = passerby.get(path + "?lang=" + language);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<html lang=\"" + language + "\"");
        }
    }

    private HttpResponse<String> send(Map<String, String> other) throws Exception {
        var fields = new HashMap<>(Map.of(
                "bank", "9999", "branch", "001", "kind", "1", "account", "1234567", "yen", "1500", "payer", "ﾔﾏﾀﾞ"));
        fields.putAll(other);
        return passerby.form("/bank", fields);
    }

    private String entries() throws Exception {
        return passerby.get("/town/bank/entries").body();
    }
}
