package town.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.Passerby;

/// Files of transfers: what is taken, what is refused for what reason, and what the statement tells of it.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class BulkOrdersTest {
    private static final Charset JIS = Charset.forName("windows-31j");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMdd");
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int A_DAY = 86_400;

    @LocalServerPort
    int port;

    Passerby passerby;

    /// On a day on which the bank works.
    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
        while (WEEKEND.contains(today().getDayOfWeek())) nextDay();
    }

    private void nextDay() throws Exception {
        passerby.post("/town/clock/advance", Map.of("seconds", A_DAY));
    }

    private LocalDate today() throws Exception {
        var now = Passerby.json(passerby.get("/town/clock")).path("now").asString();
        return LocalDate.ofInstant(Instant.parse(now), ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void whatIsForTodayIsTransferredAtOnceAndStandsInTheStatement() throws Exception {
        assertThat(handIn(file(today())).statusCode()).isEqualTo(200);
        var records = statement();
        assertThat(records).hasSize(5);
        var first = records.get(1);
        assertThat(cut(first, 22, 15)).isEqualTo("2" + "11" + "000000009855");
        assertThat(cut(first, 82, 48).strip()).isEqualTo("ﾐﾄﾞﾘ ｽﾀｼﾞｵ");
        assertThat(cut(first, 130, 30)).isBlank();
        assertThat(cut(first, 160, 20).strip()).isEqualTo("ｿｳｺﾞｳﾌﾘｺﾐ");
        assertThat(cut(first, 180, 20).strip()).isEqualTo("0000000041");
        var sum = records.get(3);
        assertThat(cut(sum, 1, 39)).isEqualTo("8" + "000000" + "0000000000000" + "000002" + "0000000012855");
        assertThat(cut(sum, 40, 15)).isEqualTo("1" + "00000000087145");
        assertThat(records("/bank/files/notice.txt")).hasSize(3);
    }

    @Test
    void whatIsForALaterDayWaitsForIt() throws Exception {
        var on = today().plusDays(1);
        while (WEEKEND.contains(on.getDayOfWeek())) on = on.plusDays(1);
        assertThat(Passerby.json(handIn(file(on))).path("carriedOut").asBoolean())
                .isFalse();
        assertThat(entries()).isEmpty();
        assertThat(passerby.get("/bank/orders?lang=ja").body()).contains("¥12,855", "指定日待ち");
        while (today().isBefore(on)) nextDay();
        assertThat(entries()).hasSize(2);
        assertThat(passerby.get("/bank/orders?lang=ja").body()).contains("振込済み");
    }

    @Test
    void theOwnerMayWantOneWithdrawalForAll() throws Exception {
        passerby.post("/town/bank/orders?sum=yes", "text/plain", bytes(file(today())));
        var out = statement().get(1);
        assertThat(cut(out, 22, 15)).isEqualTo("2" + "11" + "000000012855");
        assertThat(cut(out, 82, 48)).isBlank();
        assertThat(cut(out, 180, 20)).isBlank();
    }

    @Test
    void whatWasTransferredMayComeBackOnce() throws Exception {
        handIn(file(today()));
        var path = "/town/bank/transfers/" + entries().getLast() + "/send-back";
        assertThat(passerby.post(path, Map.of()).statusCode()).isEqualTo(200);
        assertThat(passerby.post(path, Map.of()).statusCode()).isEqualTo(409);
        var back = statement().get(3);
        assertThat(cut(back, 22, 15)).isEqualTo("1" + "11" + "000000009855");
        assertThat(cut(back, 160, 20).strip()).isEqualTo("ﾌﾘｺﾐｸﾐﾓﾄﾞｼ");
        assertThat(cut(back, 180, 20).strip()).isEqualTo("0000000041");
        assertThat(records("/bank/files/notice.txt")).hasSize(3);
        assertThat(passerby.get("/bank/account?lang=ja").body()).contains("組戻し", "あとで戻されました", "¥97,000");
    }

    @Test
    void whatGoesToAClosedAccountComesBackAtOnce() throws Exception {
        var file = new ArrayList<>(file(today()));
        file.set(1, file.get(1).replace("7654321", "7654329"));
        handIn(file);
        assertThat(entries()).hasSize(3);
        var records = statement();
        assertThat(cut(records.get(2), 22, 15)).isEqualTo("1" + "11" + "000000009855");
        assertThat(cut(records.get(3), 22, 15)).isEqualTo("2" + "11" + "000000003000");
    }

    @Test
    void theVerySameFileIsTakenOnce() throws Exception {
        handIn(file(today()));
        assertThat(refused(handIn(file(today())))).isEqualTo("0 again");
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aDepositIsNoTransferThatCouldComeBack() throws Exception {
        passerby.post("/town/bank/deposits", Map.of("yen", 1500, "payer", "ﾔﾏﾀﾞ"));
        var path = "/town/bank/transfers/" + entries().getFirst() + "/send-back";
        assertThat(passerby.post(path, Map.of()).statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, head",
        "1, 2, 11, kind",
        "1, 4, 1, code",
        "1, 5, X, digits",
        "1, 15, ｰ, letters",
        "1, 97, 7654321, account",
        "1, 110, X, blank",
        "1, 55, 0230, day",
        "2, 1, 8, transfer",
        "2, 81, 0000000000, yen",
        "2, 43, 3, payee-kind",
        "2, 44, X, digits",
        "3, 51, '                              ', letters",
        "3, 51, ﾞ, letters",
        "4, 1, 2, sum",
        "4, 2, 000003, count",
        "4, 8, 000000000001, total",
        "4, 30, X, blank",
        "5, 1, 8, end",
        "5, 60, X, blank",
    })
    void aWrongFileIsRefusedAsAWhole(int record, int from, String text, String word) throws Exception {
        var file = new ArrayList<>(file(today()));
        var right = file.get(record - 1);
        file.set(record - 1, right.substring(0, from - 1) + text + right.substring(from - 1 + text.length()));
        assertThat(refused(handIn(file))).isEqualTo(record + " " + word);
        assertThat(entries()).isEmpty();
    }

    @Test
    void aCutFileIsRefused() throws Exception {
        var file = file(today());
        assertThat(refused(handIn(List.of(file.getFirst(), file.getLast())))).isEqualTo("0 short");
        var bytes = bytes(file);
        var cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(refused(send(cut))).isEqualTo("5 length");
        assertThat(refused(send("１".repeat(60).getBytes(JIS)))).isEqualTo("1 length");
    }

    @Test
    void recordsMayFollowEachOtherWithoutLineEnds() throws Exception {
        assertThat(send(String.join("", file(today())).getBytes(JIS)).statusCode())
                .isEqualTo(200);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void thePageSaysWhichRecordIsWrong() throws Exception {
        var file = new ArrayList<>(file(today()));
        assertThat(page(file).statusCode()).isEqualTo(303);
        file.set(1, file.get(1).replace("0000009855", "0000000000"));
        var answer = page(file);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("2 番目のレコード", "金額が 0 円です。");
    }

    private HttpResponse<String> page(List<String> file) throws Exception {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--between\r\nContent-Disposition: form-data; name=\"file\"; filename=\"run.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(bytes(file));
        body.writeBytes("\r\n--between--\r\n".getBytes(StandardCharsets.US_ASCII));
        return passerby.post("/bank/orders", "multipart/form-data; boundary=between", body.toByteArray());
    }

    private HttpResponse<String> handIn(List<String> file) throws Exception {
        return send(bytes(file));
    }

    private HttpResponse<String> send(byte[] file) throws Exception {
        return passerby.post("/town/bank/orders", "text/plain", file);
    }

    private static String refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        var told = Passerby.json(answer);
        return told.path("record").asInt() + " " + told.path("refused").asString();
    }

    private List<String> entries() throws Exception {
        var ids = new ArrayList<String>();
        Passerby.json(passerby.get("/town/bank/entries"))
                .forEach(entry -> ids.add(entry.path("id").asString()));
        return ids;
    }

    /// Two transfers of ¥12,855 together.
    private static List<String> file(LocalDate on) {
        return List.of(
                record("1210" + "0000012345" + words("ﾂﾄﾞｲ", 40) + DAY.format(on) + "9999" + words("", 15) + "001"
                        + words("", 15) + "1" + "1234567"),
                transfer("ﾐﾄﾞﾘ ｽﾀｼﾞｵ", 9855, 41),
                transfer("ﾔﾏﾀﾞ ﾊﾅｺ", 3000, 42),
                record("8" + "000002" + "000000012855"),
                record("9"));
    }

    private static String transfer(String payee, long yen, long code) {
        return record("2" + "0001" + words("", 15) + "002" + words("", 15) + "0000" + "1" + "7654321" + words(payee, 30)
                + "%010d".formatted(yen) + "0" + "%010d".formatted(code) + "0000000000" + "7");
    }

    private static String record(String beginning) {
        return words(beginning, 120);
    }

    private static String words(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    private static byte[] bytes(List<String> records) {
        return (String.join("\r\n", records) + "\r\n").getBytes(JIS);
    }

    private List<String> statement() throws Exception {
        return records("/bank/files/statement.txt");
    }

    private List<String> records(String path) throws Exception {
        return List.of(new String(passerby.file(path).body(), JIS).split("\r\n"));
    }

    /// @param from the first place is 1
    private static String cut(String record, int from, int length) {
        assertThat(record).hasSize(200);
        return record.substring(from - 1, from - 1 + length);
    }
}
