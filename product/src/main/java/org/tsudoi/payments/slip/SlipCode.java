package org.tsudoi.payments.slip;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The 44 digits under the bars of a payment slip (払込票): GS1-128 with the application identifier 91, as GS1 Japan's
/// guideline for collecting at convenience stores lays it out (GS1-128による標準料金代理収納ガイドライン, 6th ed. 2024-03).
///
/// @param issuer  6 digits: the biller's GS1 company prefix without its leading 4
/// @param free    21 digits: the agent's and the biller's own
/// @param reissue 0 for the first, one more for each that replaced it
/// @param due     the last day a till takes it; null when there is none
/// @param stamp   whether the receipt wants a revenue stamp (収入印紙)
/// @param yen     1 to 300,000
record SlipCode(
        String issuer, String free, int reissue, @Nullable LocalDate due, boolean stamp, int yen) {
    static final int YEN_MAX = 300_000;

    /// From so much on a paper receipt wants a stamp (印紙税法 別表第一 第17号文書). No tax is stated apart on our slips, so the
    /// whole amount counts.
    static final int STAMP_FROM = 50_000;

    private static final String IDENTIFIER = "91";
    private static final String NO_DUE = "999999";
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("yyMMdd");

    SlipCode {
        if (!issuer.matches("[0-9]{6}")) throw new IllegalArgumentException("an issuer has 6 digits");
        if (!free.matches("[0-9]{21}")) throw new IllegalArgumentException("the free field has 21 digits");
        if (reissue < 0 || reissue > 9) throw new IllegalArgumentException("reissued more often than a digit says");
        if (yen < 1 || yen > YEN_MAX) throw new IllegalArgumentException("no slip is for " + yen + " yen");
    }

    /// With the check digit.
    String digits() {
        var first = IDENTIFIER
                + issuer
                + free
                + reissue
                + (due == null ? NO_DUE : DUE.format(due))
                + (stamp ? 1 : 0)
                + "%06d".formatted(yen);
        return first + checkDigit(first);
    }

    /// The one that takes its place; nothing when there is no digit left for it.
    Optional<SlipCode> again() {
        return reissue < 9 ? Optional.of(new SlipCode(issuer, free, reissue + 1, due, stamp, yen)) : Optional.empty();
    }

    /// As it is printed below the bars, in two lines.
    String shown() {
        var all = digits();
        return "(91)" + issuer + "-" + free + reissue + "\n" + all.substring(30, 36) + "-" + all.charAt(36) + "-"
                + all.substring(37, 43) + "-" + all.charAt(43);
    }

    /// Modulus 10, weights 3 and 1 from the right, over all digits before it, those of the identifier included.
    static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 1 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return (10 - sum % 10) % 10;
    }

    /// Nothing for whatever no till would take.
    static Optional<SlipCode> read(String digits) {
        if (!digits.matches(IDENTIFIER + "[0-9]{42}")) return Optional.empty();
        int last = digits.length() - 1;
        if (checkDigit(digits.substring(0, last)) != digits.charAt(last) - '0') return Optional.empty();
        var due = digits.substring(30, 36);
        char stamp = digits.charAt(36);
        int yen = Integer.parseInt(digits.substring(37, 43));
        if (stamp > '1' || yen < 1 || yen > YEN_MAX) return Optional.empty();
        try {
            return Optional.of(new SlipCode(
                    digits.substring(2, 8),
                    digits.substring(8, 29),
                    digits.charAt(29) - '0',
                    due.equals(NO_DUE) ? null : LocalDate.parse("20" + due, DateTimeFormatter.BASIC_ISO_DATE),
                    stamp == '1',
                    yen));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
