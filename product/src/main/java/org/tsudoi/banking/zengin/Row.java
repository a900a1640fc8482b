package org.tsudoi.banking.zengin;

import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseEra;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.banking.BankFile.Fault;
import org.tsudoi.banking.BankFile.Reason;

/// One record: fields at fixed places, one byte a character (JIS X 0201), the first place being 1. Whatever cannot be
/// read
/// is a fault and answers a harmless value, so that all faults are told at once.
final class Row {
    private static final Charset JIS = Charset.forName("windows-31j");
    private static final String SYMBOLS = " ().-/\\\u00a5,｢｣";

    private final int number;
    private final byte[] bytes;
    private final List<Fault> faults;

    Row(int number, byte[] bytes, List<Fault> faults) {
        this.number = number;
        this.bytes = bytes;
        this.faults = faults;
    }

    int number() {
        return number;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    char kind() {
        return (char) bytes[0];
    }

    void wrong(String field, Reason reason) {
        faults.add(new Fault(number, field, reason));
    }

    /// C: letters, left-aligned. Half-width kana, capital letters, digits and some symbols.
    String text(int from, int length, String field) {
        var part = Arrays.copyOfRange(bytes, from - 1, from - 1 + length);
        for (byte one : part) {
            if (!isPermitted(one & 0xff)) {
                wrong(field, Reason.WRONG_CHARACTER);
                return "";
            }
        }
        var text = new String(part, JIS).stripTrailing();
        if (hasStrayMark(text)) wrong(field, Reason.WRONG_CHARACTER);
        return text;
    }

    private static boolean isPermitted(int one) {
        boolean kana = one >= 0xA6 && one <= 0xDF;
        boolean letter = (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
        return kana || letter || one == 0xA2 || one == 0xA3 || (one < 0x80 && SYMBOLS.indexOf(one) >= 0);
    }

    /// Half a kana: a mark (ﾞ, ﾟ) with nothing before that takes it, as when a name was cut at the wrong place.
    private static boolean hasStrayMark(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            char before = i == 0 ? ' ' : text.charAt(i - 1);
            if (one == 'ﾞ' && "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ".indexOf(before) < 0) return true;
            if (one == 'ﾟ' && "ﾊﾋﾌﾍﾎ".indexOf(before) < 0) return true;
        }
        return false;
    }

    /// N: digits only, with zeros in front.
    String digits(int from, int length, String field) {
        var text = ascii(from, length);
        if (text.matches("[0-9]+")) return text;
        wrong(field, text.isBlank() ? Reason.MISSING : Reason.NOT_A_NUMBER);
        return "0".repeat(length);
    }

    /// The same where banks may leave it blank.
    String digitsOrBlank(int from, int length, String field) {
        return ascii(from, length).isBlank() ? "" : digits(from, length, field);
    }

    long number(int from, int length, String field) {
        return Long.parseLong(digits(from, length, field));
    }

    private String ascii(int from, int length) {
        return new String(bytes, from - 1, length, JIS);
    }

    /// YYMMDD in years of the era; of two that are possible the newest that is not in the future.
    @Nullable
    LocalDate day(int from, String field, LocalDate today) {
        var text = digits(from, 6, field);
        int year = Integer.parseInt(text.substring(0, 2));
        int month = Integer.parseInt(text.substring(2, 4));
        int day = Integer.parseInt(text.substring(4));
        var eras = List.of(JapaneseEra.REIWA, JapaneseEra.HEISEI);
        for (var era : eras) {
            try {
                var date = LocalDate.from(JapaneseChronology.INSTANCE.date(era, year, month, day));
                if (!date.isAfter(today.plusDays(1))) return date;
            } catch (DateTimeException notInThisEra) {
                // Perhaps in the one before.
            }
        }
        wrong(field, Reason.NOT_A_DATE);
        return null;
    }

    /// Only spaces.
    void blank(int from, int length) {
        if (!ascii(from, length).isBlank()) wrong("ダミー", Reason.WRONG_CHARACTER);
    }
}
