package town.bank;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.temporal.ChronoField;

/// One record of 200 bytes, written from left to right: numbers with zeros in front, words with blanks behind.
final class ZenginRecord {
    static final Charset CHARSET = Charset.forName("windows-31j");
    static final int LENGTH = 200;

    private final StringBuilder written = new StringBuilder(LENGTH);

    /// @param kind データ区分: 1 head, 2 entry, 8 sum, 9 end
    ZenginRecord(int kind) {
        written.append(kind);
    }

    ZenginRecord digits(String digits) {
        written.append(digits);
        return this;
    }

    ZenginRecord number(long number, int length) {
        var digits = Long.toString(number);
        if (number < 0 || digits.length() > length) {
            throw new IllegalArgumentException(number + " does not fit into " + length + " digits");
        }
        written.repeat('0', length - digits.length()).append(digits);
        return this;
    }

    ZenginRecord words(String text, int length) {
        if (text.length() > length) {
            throw new IllegalArgumentException(text + " does not fit into " + length + " bytes");
        }
        written.append(text).repeat(' ', length - text.length());
        return this;
    }

    /// Years are those of the era: R8 is 2026.
    ZenginRecord day(LocalDate day) {
        return number(JapaneseDate.from(day).get(ChronoField.YEAR_OF_ERA), 2)
                .number(day.getMonthValue(), 2)
                .number(day.getDayOfMonth(), 2);
    }

    /// What is left of the record is blank.
    String end() {
        return words("", LENGTH - written.length()).written + "\r\n";
    }
}
