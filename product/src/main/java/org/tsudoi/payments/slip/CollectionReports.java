package org.tsudoi.payments.slip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.Reports;

/// Reads the collecting agent's file of what stores took (収納データ): CSV in Windows-31J, one line a notice, the columns of
/// DSK (電算システム). What a store said at once (速報) may be withdrawn (速報取消); certain is only what is confirmed (確定).
final class CollectionReports implements Reports {
    private static final Charset WINDOWS_31J = Charset.forName("windows-31j");
    private static final int FIELDS = 13;

    /// Words of what is wrong with a file.
    private enum Reason {
        EMPTY,
        TOO_LARGE,
        NOT_TEXT,
        WRONG_NUMBER_OF_FIELDS,
        MISSING,
        NOT_A_NUMBER,
        NOT_A_DATE,
        NOT_A_TIME,
        UNKNOWN_WORD,
        WRONG_CHECK_DIGIT,
        OUT_OF_RANGE,
        DOES_NOT_AGREE
    }

    private static final int FAULTS_MAX = 50;
    private static final String CODE_PREFIX = "EAN";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmm").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter PAID_AT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(SlipAdapter.JAPAN);

    private final SlipTable slips;
    private final SlipSettings settings;
    private final SettlingSlips settling;
    private final KeepingStraySlips strays;
    private final Clock clock;

    CollectionReports(
            SlipTable slips, SlipSettings settings, SettlingSlips settling, KeepingStraySlips strays, Clock clock) {
        this.slips = slips;
        this.settings = settings;
        this.settling = settling;
        this.strays = strays;
        this.clock = clock;
    }

    /// The agent's 種別.
    enum Kind {
        QUICK("01", "quick"),
        SETTLED("02", "settled"),
        QUICK_TAKEN_BACK("03", "quick-taken-back"),
        POSTAL("12", "postal"),
        POSTAL_TAKEN_BACK("22", "postal-taken-back"),
        AT_ONCE("81", "at-once");

        private final String code;
        private final String word;

        Kind(String code, String word) {
            this.code = code;
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean settles() {
            return this == SETTLED || this == POSTAL;
        }

        static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code.equals(code))
                    .findFirst();
        }
    }

    /// @param chain      コンビニ本部コード, `store` 店舗コード
    /// @param remittedOn 振込日: when the agent transfers it; null where it does not say yet
    record Line(
            Kind kind,
            String code,
            int yen,
            Instant paidAt,
            String chain,
            String store,
            @Nullable LocalDate remittedOn) {
        /// Of what tells this payment from others. The agent sends a notice again with another day on which the file
        /// was made (データ作成日) or the money is sent on (振込日).
        byte[] hash() {
            var identity =
                    String.join("|", kind.word, PAID_AT.format(paidAt), code, Integer.toString(yen), chain, store);
            try {
                return MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("this Java has no SHA-256", missing);
            }
        }

        boolean isCertain() {
            return switch (kind) {
                case SETTLED, POSTAL, POSTAL_TAKEN_BACK -> true;
                case QUICK, QUICK_TAKEN_BACK, AT_ONCE -> false;
            };
        }

        String name(int occurrence) {
            return HexFormat.of().formatHex(hash()) + "." + occurrence;
        }
    }

    @Override
    public String name() {
        return SlipAdapter.NAME;
    }

    @Override
    public Read read(byte[] file) {
        var faults = new ArrayList<Fault>();
        var lines = lines(file, faults);
        if (!faults.isEmpty())
            return new Read.Refused(faults.stream().limit(FAULTS_MAX).toList());
        return keep(lines);
    }

    private List<Line> lines(byte[] file, List<Fault> faults) {
        if (file.length > FILE_BYTES_MAX) faults.add(new Fault(0, "", Reason.TOO_LARGE.name()));
        var text = faults.isEmpty() ? text(file, faults) : "";
        if (faults.isEmpty() && text.isBlank()) faults.add(new Fault(0, "", Reason.EMPTY.name()));
        var lines = new ArrayList<Line>();
        int number = 0;
        for (var line : text.split("\r?\n")) {
            number++;
            if (line.isBlank() || line.equals("\u001a")) continue;
            new LineReading(number, line, faults).read().ifPresent(lines::add);
        }
        return lines;
    }

    private static String text(byte[] file, List<Fault> faults) {
        try {
            return WINDOWS_31J.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException broken) {
            faults.add(new Fault(0, "", Reason.NOT_TEXT.name()));
            return "";
        }
    }

    private Read keep(List<Line> lines) {
        var now = clock.instant();
        var seen = new HashMap<String, Integer>();
        var touched = new LinkedHashSet<PaymentId>();
        var odd = new ArrayList<Odd>();
        int known = 0;
        int left = 0;
        for (var line : lines) {
            int occurrence = seen.merge(HexFormat.of().formatHex(line.hash()), 1, Integer::sum);
            var slip = slips.findByCode(line.code);
            boolean isNew = slips.hear(line, occurrence, fee(line), now);
            var day = line.remittedOn;
            if (day != null) slips.hearRemittance(line, occurrence, day, now);
            if (!isNew) known++;
            slip.ifPresent(it -> touched.add(it.payment()));
            if (isNew && line.isCertain()) {
                var news = line.name(occurrence);
                if (slip.isPresent()) settling.settleSoon(slip.get().payment(), news);
                else if (strays.heard(line, news)) left++;
            }
            if (isNew) odd.addAll(odd(line, slip.flatMap(it -> slips.findByCode(line.code))));
        }
        return new Read.Taken(lines.size(), known, touched, odd, left);
    }

    /// What the agent keeps of it, as the contract is now; null where it settles none.
    private @Nullable Integer fee(Line line) {
        return line.kind.settles() ? Math.min(settings.fee(), line.yen) : null;
    }

    private static List<Odd> odd(Line line, Optional<SlipTable.Slip> heard) {
        // What is certain is on the books, and among what people decide about.
        if (heard.isEmpty() && line.kind.settles()) return List.of();
        if (heard.isEmpty()) return List.of(new Odd("no such slip", line.code, null, line.kind.word + " " + line.yen));
        var slip = heard.get();
        if (line.kind == Kind.POSTAL_TAKEN_BACK) {
            return List.of(new Odd("taken back after it was settled", line.code, slip.payment(), "" + line.yen));
        }
        return line.kind != Kind.QUICK && slip.heard().settled() > 1
                ? List.of(new Odd(
                        "slip paid twice",
                        line.code,
                        slip.payment(),
                        slip.heard().settled() + " times; the store was " + line.chain + " " + line.store))
                : List.of();
    }

    /// One line, of which every fault is told.
    private static final class LineReading {
        private final int number;
        private final String[] fields;
        private final List<Fault> faults;
        private final int before;

        LineReading(int number, String line, List<Fault> faults) {
            this.number = number;
            this.fields = fields(line);
            this.faults = faults;
            this.before = faults.size();
        }

        Optional<Line> read() {
            if (fields.length != FIELDS) {
                wrong("", Reason.WRONG_NUMBER_OF_FIELDS);
                return Optional.empty();
            }
            var kind = Kind.of(field(0)).orElse(null);
            if (kind == null) wrong("種別", Reason.UNKNOWN_WORD);
            var paidAt = paidAt();
            var code = code();
            int yen = yen();
            if (code != null && yen > 0 && code.yen() != yen) wrong("金額", Reason.DOES_NOT_AGREE);
            var chain = digits(8, "コンビニ本部コード", "[0-9]{1,3}");
            var store = digits(10, "店舗コード", "[0-9A-Z]{0,12}");
            var remittedOn = field(11).isEmpty() ? null : day(11, "振込日");
            if (kind == null || code == null || paidAt == null || faults.size() > before) return Optional.empty();
            return Optional.of(new Line(kind, code.digits(), yen, paidAt, chain, store, remittedOn));
        }

        /// A comma within quotes is one of a name (コンビニ名).
        private static String[] fields(String line) {
            var fields = new ArrayList<String>();
            var field = new StringBuilder();
            boolean quoted = false;
            for (char letter : line.toCharArray()) {
                if (letter == '"') quoted = !quoted;
                if (letter == ',' && !quoted) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else {
                    field.append(letter);
                }
            }
            fields.add(field.toString());
            return fields.toArray(String[]::new);
        }

        private String field(int place) {
            var field = fields[place].strip();
            return field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")
                    ? field.substring(1, field.length() - 1)
                    : field;
        }

        private void wrong(String field, Reason reason) {
            faults.add(new Fault(number, field, reason.name()));
        }

        private @Nullable Instant paidAt() {
            var day = day(1, "収納日");
            if (day == null) return null;
            try {
                var time = field(2).isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(field(2), TIME);
                return day.atTime(time).atZone(SlipAdapter.JAPAN).toInstant();
            } catch (DateTimeException noTime) {
                wrong("収納時刻", Reason.NOT_A_TIME);
                return null;
            }
        }

        private @Nullable LocalDate day(int place, String name) {
            try {
                return LocalDate.parse(field(place), DAY);
            } catch (DateTimeException noDay) {
                wrong(name, Reason.NOT_A_DATE);
                return null;
            }
        }

        private @Nullable SlipCode code() {
            var field = field(3);
            var digits = field.startsWith(CODE_PREFIX) ? field.substring(CODE_PREFIX.length()) : field;
            if (digits.isEmpty()) {
                wrong("バーコード情報", Reason.MISSING);
            } else if (!digits.matches("91[0-9]{42}")) {
                wrong("バーコード情報", Reason.NOT_A_NUMBER);
            } else {
                var read = SlipCode.read(digits);
                if (read.isPresent()) return read.get();
                wrong("バーコード情報", Reason.WRONG_CHECK_DIGIT);
            }
            return null;
        }

        private int yen() {
            var field = field(7);
            if (!field.matches("[0-9]{1,7}")) {
                wrong("金額", Reason.NOT_A_NUMBER);
                return 0;
            }
            int yen = Integer.parseInt(field);
            if (yen < 1 || yen > SlipCode.YEN_MAX) wrong("金額", Reason.OUT_OF_RANGE);
            return yen;
        }

        private String digits(int place, String name, String pattern) {
            var field = field(place);
            if (!field.matches(pattern)) wrong(name, Reason.NOT_A_NUMBER);
            return field;
        }
    }
}
