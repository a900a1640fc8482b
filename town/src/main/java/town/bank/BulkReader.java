package town.bank;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;

/// Reads a file of transfers: records of 120 bytes, with CR and LF behind each or with nothing (全国銀行協会, 総合振込).
final class BulkReader {
    private static final int LENGTH = 120;
    /// A head, one transfer, a sum and an end.
    private static final int RECORDS_MIN = 4;

    private static final int DAYS_AHEAD_MAX = 31;
    private static final String LINE_END = "\r\n";
    private static final String END_OF_FILE = "\u001a";

    private final Account account;
    private final LocalDate today;

    BulkReader(Account account, LocalDate today) {
        this.account = account;
        this.today = today;
    }

    BulkFile read(byte[] file) {
        try {
            return read(records(file));
        } catch (Unfit unfit) {
            return new BulkFile.Wrong(unfit.record, unfit.word);
        }
    }

    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int record;
        private final String word;

        Unfit(int record, String word) {
            super(word);
            this.record = record;
            this.word = word;
        }
    }

    /// A letter is a byte here: one of two bytes makes its record too short.
    private static List<Row> records(byte[] file) {
        var text = new String(file, ZenginRecord.CHARSET);
        if (text.endsWith(END_OF_FILE)) text = text.substring(0, text.length() - 1);
        int step = text.contains(LINE_END) ? LENGTH + LINE_END.length() : LENGTH;
        var rows = new ArrayList<Row>();
        for (int at = 0; at < text.length(); at += step) {
            int number = rows.size() + 1;
            if (text.length() < at + LENGTH || !text.startsWith(step == LENGTH ? "" : LINE_END, at + LENGTH)) {
                throw new Unfit(number, "length");
            }
            rows.add(new Row(number, text.substring(at, at + LENGTH)));
        }
        return rows;
    }

    private BulkFile read(List<Row> rows) {
        if (rows.size() < RECORDS_MIN) throw new Unfit(0, "short");
        var on = head(rows.getFirst());
        var transfers = rows.subList(1, rows.size() - 2).stream()
                .map(BulkReader::transfer)
                .toList();
        var good = new BulkFile.Good(on, transfers);
        sum(rows.get(rows.size() - 2), good);
        rows.getLast().is(1, "9", "end");
        rows.getLast().isBlankFrom(2);
        return good;
    }

    private LocalDate head(Row row) {
        row.is(1, "1", "head");
        row.is(2, "21", "kind");
        row.is(4, "0", "code");
        row.digits(5, 10);
        row.name(15, 40);
        if (!account.isAt(row.digits(59, 4), row.digits(78, 3), row.digits(96, 1), row.digits(97, 7))) {
            throw row.unfit("account");
        }
        row.isBlankFrom(104);
        return day(row, row.digits(55, 4));
    }

    /// There is no year: it is the next such day.
    private LocalDate day(Row row, String digits) {
        try {
            var day = MonthDay.of(Integer.parseInt(digits.substring(0, 2)), Integer.parseInt(digits.substring(2)));
            var on = day.atYear(today.getYear());
            if (on.isBefore(today)) on = day.atYear(today.getYear() + 1);
            boolean works = on.getDayOfWeek() != DayOfWeek.SATURDAY && on.getDayOfWeek() != DayOfWeek.SUNDAY;
            if (works && day.isValidYear(on.getYear()) && !on.isAfter(today.plusDays(DAYS_AHEAD_MAX))) return on;
            throw row.unfit("day");
        } catch (DateTimeException _) {
            throw row.unfit("day");
        }
    }

    private static BulkFile.Transfer transfer(Row row) {
        row.is(1, "2", "transfer");
        long yen = Long.parseLong(row.digits(81, 10));
        if (yen == 0) throw row.unfit("yen");
        var kind = row.digits(43, 1);
        if (!"1249".contains(kind)) throw row.unfit("payee-kind");
        boolean hasText = row.cut(113, 1).equals("Y");
        return new BulkFile.Transfer(
                row.digits(2, 4),
                row.digits(21, 3),
                kind,
                row.digits(44, 7),
                row.name(51, 30),
                yen,
                hasText ? row.cut(92, 20).strip() : row.cut(92, 10).strip());
    }

    private static void sum(Row row, BulkFile.Good file) {
        row.is(1, "8", "sum");
        if (Long.parseLong(row.digits(2, 6)) != file.transfers().size()) throw row.unfit("count");
        if (Long.parseLong(row.digits(8, 12)) != file.yen()) throw row.unfit("total");
        row.isBlankFrom(20);
    }

    /// One record; places are counted from 1, as in the standard.
    private record Row(int number, String text) {
        Unfit unfit(String word) {
            return new Unfit(number, word);
        }

        String cut(int from, int length) {
            return text.substring(from - 1, from - 1 + length);
        }

        void is(int from, String wanted, String word) {
            if (!text.startsWith(wanted, from - 1)) throw unfit(word);
        }

        String digits(int from, int length) {
            var digits = cut(from, length);
            if (!digits.matches("[0-9]+")) throw unfit("digits");
            return digits;
        }

        String name(int from, int length) {
            var name = cut(from, length).stripTrailing();
            if (name.isEmpty() || !HalfWidth.of(name).equals(new HalfWidth.Written(name))) throw unfit("letters");
            return name;
        }

        void isBlankFrom(int from) {
            if (!text.substring(from - 1).isBlank()) throw unfit("blank");
        }
    }
}
