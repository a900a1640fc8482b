package org.tsudoi.banking;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes a notice of deposits (01, form A) as a bank would.
public final class ZenginFile {
    private static final Charset JIS = Charset.forName("windows-31j");
    private static final DateTimeFormatter ERA = DateTimeFormatter.ofPattern("yyMMdd", Locale.JAPAN);

    /// 照会番号: never the same for two notices.
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<String> records = new ArrayList<>();
    private final LocalDate day;
    private int count;
    private long sum;
    private int backCount;
    private long backSum;

    public ZenginFile(LocalDate day) {
        this.day = day;
        var date = era(day);
        records.add(("1010" + date + date + date + "9999" + pad("ﾏﾁｷﾞﾝｺｳ", 15) + "001" + pad("ﾎﾝﾃﾝ", 15) + "1"
                + "1234567" + pad("ﾂﾄﾞｲ", 40) + pad("", 93)));
    }

    public ZenginFile deposit(long yen, String payer) {
        return add(yen, payer, false);
    }

    public ZenginFile calledBack(long yen, String payer) {
        return add(yen, payer, true);
    }

    private ZenginFile add(long yen, String payer, boolean back) {
        records.add("2" + "%06d".formatted(NUMBERS.incrementAndGet()) + era(day) + era(day) + "%010d".formatted(yen)
                + "0".repeat(10)
                + "0".repeat(10) + pad(payer, 48) + pad("ﾖｿﾉｷﾞﾝｺｳ", 15) + pad("ｼﾃﾝ", 15) + (back ? "1" : " ")
                + pad("", 20)
                + pad("", 52));
        if (back) {
            backCount++;
            backSum += yen;
        } else {
            count++;
            sum += yen;
        }
        return this;
    }

    public byte[] bytes() {
        return text().getBytes(JIS);
    }

    public String text() {
        var all = new ArrayList<>(records);
        all.add("8" + "%06d".formatted(count) + "%012d".formatted(sum) + "%06d".formatted(backCount)
                + "%012d".formatted(backSum) + pad("", 163));
        all.add("9" + pad("", 199));
        return String.join("\r\n", all) + "\r\n";
    }

    private static String era(LocalDate day) {
        return ERA.format(JapaneseDate.from(day));
    }

    private static String pad(String text, int length) {
        return text + " ".repeat(length - text.length());
    }
}
