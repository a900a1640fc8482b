package town.agent;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The 44 digits of a payment slip as a till takes them apart: GS1-128 with the application identifier 91 (GS1 Japan,
/// GS1-128による標準料金代理収納ガイドライン, 6th ed. 2024-03).
///
/// @param lastDay null where the slip has none
record BarCode(String digits, @Nullable LocalDate lastDay) {
    static final int YEN_MAX = 300_000;

    private static final int LENGTH = 44;
    private static final String UNLIMITED = "999999";
    private static final int CENTURY = 2000;
    /// What a scanner says before the digits of a GS1-128.
    private static final String SYMBOLOGY = "]C1";
    /// As they are printed, in groups: `(91)912345-…`.
    private static final Pattern BETWEEN = Pattern.compile("[\\s()-]+");

    sealed interface Reading {
        record Good(BarCode code) implements Reading {}

        record Bad(Refusal why) implements Reading {}
    }

    static Reading read(String typed) {
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        var digits = BETWEEN.matcher(plain.startsWith(SYMBOLOGY) ? plain.substring(SYMBOLOGY.length()) : plain)
                .replaceAll("");
        var wrong = wrong(digits);
        if (wrong != null) {
            return new Reading.Bad(wrong);
        }
        try {
            var code = new BarCode(digits, lastDay(digits.substring(30, 36)));
            if (digits.charAt(36) > '1') {
                return new Reading.Bad(Refusal.STAMP);
            }
            if (code.yen() == 0) {
                return new Reading.Bad(Refusal.NO_AMOUNT);
            }
            return code.yen() > YEN_MAX ? new Reading.Bad(Refusal.TOO_MUCH) : new Reading.Good(code);
        } catch (DateTimeException _) {
            return new Reading.Bad(Refusal.NO_DAY);
        }
    }

    private static @Nullable Refusal wrong(String digits) {
        if (!digits.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
            return Refusal.NOT_DIGITS;
        }
        if (digits.length() != LENGTH) {
            return Refusal.LENGTH;
        }
        if (!digits.startsWith("91")) {
            return Refusal.IDENTIFIER;
        }
        return isChecked(digits) ? null : Refusal.CHECK_DIGIT;
    }

    /// All digits times 1, 3, 1, 3 … from the right, where the last one is the check digit, come to a multiple of ten.
    private static boolean isChecked(String digits) {
        int sum = 0;
        int weight = 1;
        for (int place = digits.length() - 1; place >= 0; place--) {
            sum += weight * Character.digit(digits.charAt(place), 10);
            weight = 4 - weight;
        }
        return sum % 10 == 0;
    }

    private static @Nullable LocalDate lastDay(String yymmdd) {
        return yymmdd.equals(UNLIMITED)
                ? null
                : LocalDate.of(
                        CENTURY + Integer.parseInt(yymmdd.substring(0, 2)),
                        Integer.parseInt(yymmdd.substring(2, 4)),
                        Integer.parseInt(yymmdd.substring(4)));
    }

    String issuer() {
        return digits.substring(2, 8);
    }

    /// Who the issuer is at the agent.
    String client() {
        return digits.substring(8, 13);
    }

    int yen() {
        return Integer.parseInt(digits.substring(37, 43));
    }

    /// 印紙フラグ
    String stamp() {
        return digits.substring(36, 37);
    }

    /// ユーザー使用欄1
    String firstField() {
        return digits.substring(13, 19);
    }

    /// ユーザー使用欄2, with the digit that says how often the slip was issued anew.
    String secondField() {
        return digits.substring(19, 30);
    }
}
