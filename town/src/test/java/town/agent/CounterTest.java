package town.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import town.Passerby;

/// A slip from the till of a store to the agent's file.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class CounterTest {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    /// Of the agent's own issuer, without a last day: 1,500 yen.
    private static final String CODE =
            checked("91" + "912345" + "25207" + "0000010000000042" + "0" + "999999" + "0" + "001500");

    @LocalServerPort
    int port;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    @Test
    void theTillShowsWhatItReadAndTakesTheMoney() throws Exception {
        var seen = passerby.get("/agent/counter?lang=ja&code=" + CODE);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).contains("¥1,500", "912345", "町収納サービス", "25207", "なし", "現金で ¥1,500 を支払う");
        var paid = passerby.form("/agent/counter", Map.of("code", CODE, "store", "030"));
        assertThat(location(paid)).startsWith("/agent/counter/paid/");
        assertThat(passerby.get(location(paid) + "?lang=ja").body()).contains("¥1,500 を支払いました", "ファミリーマート", CODE, "速報");
        assertThat(passerby.get("/agent/counter?lang=ja&code=" + CODE).body()).contains("二重払い");
    }

    @Test
    void aTillTakesASlipOnItsLastDayAndNotAfterwards() throws Exception {
        var code = checked("91912345252070000010000000043" + "0" + yymmdd(today()) + "0001500");
        assertThat(passerby.get("/agent/counter?lang=ja&code=" + code).statusCode())
                .isEqualTo(200);
        passerby.post("/town/clock/advance", Map.of("seconds", 86_400));
        var late = passerby.form("/agent/counter", Map.of("code", code));
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("支払期限を過ぎています", "value=\"" + code + "\"");
        assertThat(Passerby.json(pay(code)).path("refused").asString()).isEqualTo("overdue");
        assertThat(passerby.get("/town/agent/receipts").body()).isEqualTo("[]");
    }

    @Test
    void nothingIsTakenOnASlipThatIsWrong() throws Exception {
        var wrong = CODE.substring(0, 43) + (CODE.charAt(43) == '0' ? '1' : '0');
        var answer = passerby.get("/agent/counter?lang=en&code=" + wrong);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("The check digit is wrong");
        var refused = pay(wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Passerby.json(refused).path("refused").asString()).isEqualTo("check-digit");
        var much = checked(CODE.substring(0, 37) + "300001");
        assertThat(Passerby.json(pay(much)).path("refused").asString()).isEqualTo("too-much");
        assertThat(passerby.file("/agent/files/latest.csv").statusCode()).isEqualTo(404);
    }

    @Test
    void theFileHasALineForEachNoticeWithAllItsColumns() throws Exception {
        var id = Passerby.json(pay(CODE)).path("id").asString();
        assertThat(location(passerby.form("/agent/receipts/" + id + "/confirm", Map.of())))
                .isEqualTo("/agent");
        var answer = passerby.file("/agent/files/latest.csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("collected-" + DAY.format(today()) + ".csv");
        var paid = Instant.parse(receipts().get(0).path("paidAt").asString()).atZone(JAPAN);
        var time = "%02d%02d".formatted(paid.getHour(), paid.getMinute());
        var common = DAY.format(paid.toLocalDate()) + "," + time + ",EAN" + CODE
                + ",000001,00000000420,0,1500,020,ローソン,154321,";
        var bytes = answer.body();
        assertThat(new String(bytes, Charset.forName("windows-31j")))
                .isEqualTo("01," + common + "," + DAY.format(today()) + "\r\n02," + common
                        + DAY.format(today().plusDays(5)) + "," + DAY.format(today()) + "\r\n");
        // ロ in Windows-31J.
        assertThat(bytes).contains(0x83, 0x8d);
    }

    @Test
    void whatWasTakenBackCannotBeConfirmedAndCanBePaidAgain() throws Exception {
        var id = Passerby.json(pay(CODE)).path("id").asString();
        assertThat(act(id, "take-back").statusCode()).isEqualTo(200);
        assertThat(act(id, "confirm").statusCode()).isEqualTo(409);
        assertThat(act(id, "take-back").statusCode()).isEqualTo(409);
        var again = Passerby.json(act(id, "again")).path("id").asString();
        assertThat(act(again, "confirm").statusCode()).isEqualTo(200);
        assertThat(kinds()).containsExactly("01", "03", "01", "02");
    }

    @Test
    void aSlipPaidTwiceIsTwoReceipts() throws Exception {
        var id = Passerby.json(pay(CODE)).path("id").asString();
        act(id, "confirm");
        passerby.form("/agent/receipts/" + id + "/again", Map.of());
        assertThat(kinds()).containsExactly("01", "02", "01");
        assertThat(receipts()).hasSize(2);
    }

    @Test
    void eachDayHasAFileThatNeverChangesAfterwards() throws Exception {
        var id = Passerby.json(pay(CODE)).path("id").asString();
        var first = passerby.file("/agent/files/latest.csv").body();
        var firstDay = DAY.format(today());
        passerby.post("/town/clock/advance", Map.of("seconds", 86_400));
        act(id, "confirm");
        assertThat(kinds()).containsExactly("02");
        assertThat(passerby.file("/agent/files/" + firstDay + ".csv").body()).isEqualTo(first);
        assertThat(passerby.file("/agent/files/20010101.csv").statusCode()).isEqualTo(404);
        assertThat(passerby.file("/agent/files/yesterday.csv").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agent", "/agent/counter", "/agent/counter?code=1", "/agent/counter/paid/r1"})
    void everyPageSpeaksThreeLanguages(String path) throws Exception {
        pay(CODE);
        for (var language : List.of("ja", "en", "th")) {
            var answer = passerby.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
            assertThat(answer.statusCode()).isIn(200, 422);
            assertThat(answer.body()).contains("<html lang=\"" + language + "\"");
        }
    }

    private HttpResponse<String> pay(String code) throws Exception {
        return passerby.post("/town/agent/receipts", Map.of("code", code));
    }

    private HttpResponse<String> act(String id, String what) throws Exception {
        return passerby.post("/town/agent/receipts/" + id + "/" + what, Map.of());
    }

    private JsonNode receipts() throws Exception {
        return Passerby.json(passerby.get("/town/agent/receipts"));
    }

    private List<String> kinds() throws Exception {
        var file = new String(passerby.file("/agent/files/latest.csv").body(), Charset.forName("windows-31j"));
        return file.lines().map(line -> line.substring(0, 2)).toList();
    }

    private LocalDate today() throws Exception {
        var now = Passerby.json(passerby.get("/town/clock")).path("now").asString();
        return LocalDate.ofInstant(Instant.parse(now), JAPAN);
    }

    private static String yymmdd(LocalDate day) {
        return DAY.format(day).substring(2);
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /// With its check digit: every second digit from the right counts three times.
    private static String checked(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            sum += (digits.charAt(place) - '0') * ((digits.length() - place) % 2 == 1 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }
}
