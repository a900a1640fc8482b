package town.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import town.Passerby;

/// The bytes of the bank's files, field by field.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "town.smtp.port=0")
class BankFilesTest {
    private static final Charset JIS = Charset.forName("windows-31j");
    private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("yyMMdd", Locale.JAPAN);

    @LocalServerPort
    int port;

    Passerby passerby;

    @BeforeEach
    void begin() throws Exception {
        passerby = new Passerby(port);
        passerby.post("/town/reset", Map.of());
    }

    @Test
    void aNoticeOfDepositsHasEveryFieldAtItsPlace() throws Exception {
        deposit(1500, "10015 やまだ はなこ");
        var wrong = deposit(2000, "ABC");
        callBack(wrong);
        var day = era(today());
        var records = records("/bank/files/notice.txt");
        assertThat(records).hasSize(6);

        var head = records.getFirst();
        assertThat(cut(head, 1, 22)).isEqualTo("1" + "01" + "0" + day + day + day);
        assertThat(cut(head, 23, 19)).isEqualTo("9999" + "ﾏﾁｷﾞﾝｺｳ        ");
        assertThat(cut(head, 42, 18)).isEqualTo("001" + "ﾎﾝﾃﾝｴｲｷﾞﾖｳﾌﾞ   ");
        assertThat(cut(head, 60, 8)).isEqualTo("1" + "1234567");
        assertThat(cut(head, 68, 40).strip()).isEqualTo("ﾂﾄﾞｲ");
        assertThat(cut(head, 108, 93)).isBlank();

        var first = records.get(1);
        assertThat(cut(first, 1, 19)).isEqualTo("2" + "000001" + day + day);
        assertThat(cut(first, 20, 30)).isEqualTo("0000001500" + "0000000000" + "0000000000");
        assertThat(cut(first, 50, 48).strip()).isEqualTo("10015 ﾔﾏﾀﾞ ﾊﾅｺ");
        assertThat(cut(first, 98, 30)).isEqualTo("ﾄﾅﾘﾏﾁｷﾞﾝｺｳ     " + "ｴｷﾏｴ           ");
        assertThat(cut(first, 128, 73)).isBlank();

        var back = records.get(3);
        assertThat(cut(back, 1, 7)).isEqualTo("2" + "000003");
        assertThat(cut(back, 20, 10)).isEqualTo("0000002000");
        assertThat(cut(back, 50, 48).strip()).isEqualTo("ABC");
        assertThat(cut(back, 128, 1)).isEqualTo("1");

        var sum = records.get(4);
        assertThat(cut(sum, 1, 37)).isEqualTo("8" + "000002" + "000000003500" + "000001" + "000000002000");
        assertThat(cut(sum, 38, 163)).isBlank();
        assertThat(cut(records.get(5), 1, 200)).isEqualTo("9" + " ".repeat(199));
    }

    @Test
    void aStatementHasTheBalanceBeforeAndAfter() throws Exception {
        deposit(5000, "ｷﾉｳ");
        passerby.post("/town/clock/advance", Map.of("seconds", 86_400));
        var wrong = deposit(2000, "ｷﾖｳ");
        deposit(300, "ｷﾖｳ");
        callBack(wrong);
        var day = era(today());
        var records = records("/bank/files/statement.txt");
        assertThat(records).hasSize(6);

        var head = records.getFirst();
        assertThat(cut(head, 1, 22)).isEqualTo("1" + "03" + "0" + day + day + day);
        assertThat(cut(head, 60, 14)).isEqualTo("000" + "1" + "0001234567");
        assertThat(cut(head, 74, 40).strip()).isEqualTo("ﾂﾄﾞｲ");
        assertThat(cut(head, 114, 16)).isEqualTo("1" + "1" + "00000000105000");
        assertThat(cut(head, 130, 71)).isBlank();

        var in = records.get(1);
        assertThat(cut(in, 1, 24)).isEqualTo("2" + "00000001" + day + day + "1" + "11");
        assertThat(cut(in, 25, 57))
                .isEqualTo("000000002000" + "000000000000" + "000000000000" + "0" + "0000000" + "000" + "0000000000");
        assertThat(cut(in, 82, 48).strip()).isEqualTo("ｷﾖｳ");
        assertThat(cut(in, 130, 30)).isEqualTo("ﾄﾅﾘﾏﾁｷﾞﾝｺｳ     " + "ｴｷﾏｴ           ");
        assertThat(cut(in, 160, 20).strip()).isEqualTo("ﾌﾘｺﾐ");
        assertThat(cut(in, 180, 21)).isBlank();

        var back = records.get(3);
        assertThat(cut(back, 2, 8)).isEqualTo("00000003");
        assertThat(cut(back, 22, 15)).isEqualTo("2" + "19" + "000000002000");

        var sum = records.get(4);
        assertThat(cut(sum, 1, 39)).isEqualTo("8" + "000002" + "0000000002300" + "000001" + "0000000002000");
        assertThat(cut(sum, 40, 22)).isEqualTo("1" + "00000000105300" + "0000003");
        assertThat(cut(records.get(5), 1, 16)).isEqualTo("9" + "0000000006" + "00001");
    }

    @Test
    void theFileOfADayStaysAsItWas() throws Exception {
        deposit(1500, "A");
        var first = today();
        var before = records("/bank/files/notice.txt");
        passerby.post("/town/clock/advance", Map.of("seconds", 86_400));
        assertThat(records("/bank/files/notice.txt")).hasSize(3);
        var again = records("/bank/files/notice.txt?day=" + first);
        assertThat(again.subList(1, 4)).isEqualTo(before.subList(1, 4));
        // Only the day on which it was written is another one.
        assertThat(cut(again.getFirst(), 5, 6)).isEqualTo(era(today()));
        assertThat(cut(again.getFirst(), 11, 12)).isEqualTo(era(first) + era(first));
    }

    private String deposit(long yen, String payer) throws Exception {
        var answer = passerby.post("/town/bank/deposits", Map.of("yen", yen, "payer", payer));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Passerby.json(answer).path("id").asString();
    }

    private void callBack(String id) throws Exception {
        var path = "/town/bank/deposits/" + id + "/call-back";
        assertThat(passerby.post(path, Map.of()).statusCode()).isEqualTo(200);
        assertThat(passerby.post(path, Map.of()).statusCode()).isEqualTo(409);
    }

    /// Each of 200 bytes, and CR and LF behind it.
    private List<String> records(String path) throws Exception {
        var bytes = passerby.file(path).body();
        assertThat(bytes.length % 202).isZero();
        return IntStream.range(0, bytes.length / 202)
                .mapToObj(number -> {
                    var record = Arrays.copyOfRange(bytes, number * 202, (number + 1) * 202);
                    assertThat(record[200]).isEqualTo((byte) '\r');
                    assertThat(record[201]).isEqualTo((byte) '\n');
                    return new String(record, 0, 200, JIS);
                })
                .toList();
    }

    /// @param from the first place is 1
    private static String cut(String record, int from, int length) {
        assertThat(record).hasSize(200);
        return record.substring(from - 1, from - 1 + length);
    }

    private LocalDate today() throws Exception {
        var now = Passerby.json(passerby.get("/town/clock")).path("now").asString();
        return LocalDate.ofInstant(Instant.parse(now), ZoneId.of("Asia/Tokyo"));
    }

    private static String era(LocalDate day) {
        return ERA.format(JapaneseDate.from(day));
    }
}
