package org.tsudoi.banking;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes a statement (03) of the account of tests as a bank would.
public final class StatementFile {
    private static final Charset JIS = Charset.forName("windows-31j");
    private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("yyMMdd", Locale.JAPAN);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<String> records = new ArrayList<>();
    private final LocalDate from;
    private final LocalDate to;
    private final long before;
    private final long[] in = new long[2];
    private final long[] out = new long[2];

    public StatementFile(LocalDate from, LocalDate to, long before) {
        this.from = from;
        this.to = to;
        this.before = before;
    }

    public StatementFile deposit(LocalDate day, long yen, String payer) {
        in[0]++;
        in[1] += yen;
        return add(day, "1", "11", yen, payer, "ﾌﾘｺﾐ");
    }

    public StatementFile withdrawal(LocalDate day, long yen, String remark) {
        out[0]++;
        out[1] += yen;
        return add(day, "2", "14", yen, remark, "ﾌﾘｺﾐ");
    }

    /// In the bank's own words, without anybody's name.
    public StatementFile charge(LocalDate day, long yen, String remark) {
        out[0]++;
        out[1] += yen;
        return add(day, "2", "18", yen, "", remark);
    }

    private StatementFile add(LocalDate day, String way, String sort, long yen, String name, String remark) {
        records.add(Sheet.record(
                200,
                1,
                "2",
                2,
                Notices.digits(NUMBERS.incrementAndGet(), 8),
                10,
                era(day),
                16,
                era(day),
                22,
                way,
                23,
                sort,
                25,
                Notices.digits(yen, 12),
                37,
                "000000000000000000",
                61,
                "00000000000",
                72,
                "0000001234",
                82,
                name,
                130,
                "ﾐﾂﾋﾞｼ",
                145,
                "ｼﾝｼﾞﾕｸ",
                160,
                remark));
        return this;
    }

    public long after() {
        return before + in[1] - out[1];
    }

    public byte[] bytes() {
        var all = new ArrayList<String>();
        all.add(Sheet.record(
                200,
                1,
                "1030" + era(to) + era(from) + era(to),
                23,
                "9999",
                27,
                "ﾏﾁｷﾞﾝｺｳ",
                42,
                "001",
                45,
                "ﾎﾝﾃﾝ",
                60,
                "0001",
                64,
                "0001234567",
                74,
                "ﾂﾄﾞｲ",
                114,
                "1",
                115,
                "1",
                116,
                Notices.digits(before, 14)));
        all.addAll(records);
        all.add(Sheet.record(
                200,
                1,
                "8",
                2,
                Notices.digits(in[0], 6),
                8,
                Notices.digits(in[1], 13),
                21,
                Notices.digits(out[0], 6),
                27,
                Notices.digits(out[1], 13),
                40,
                "1",
                41,
                Notices.digits(after(), 14),
                55,
                Notices.digits(records.size(), 7)));
        all.add(Sheet.record(200, 1, "9", 2, Notices.digits(records.size() + 2, 10), 12, "00001"));
        return (String.join("\r\n", all) + "\r\n").getBytes(JIS);
    }

    private static String era(LocalDate day) {
        return ERA.format(JapaneseDate.from(day));
    }
}
