package org.tsudoi.payments.transfer;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What payers write before their name (振込依頼人名), as is usual in Japan: up to 9 digits, the last of which checks the
/// others,
/// so that a slip of the finger pays for nobody else.
record TransferNumber(long value) {
    private static final int DIGITS_MIN = 5;
    private static final int DIGITS_MAX = 9;
    private static final Pattern RUN = Pattern.compile("\\d+");

    /// Of the nth transfer that is asked for.
    static TransferNumber of(long nth) {
        long number = 1000 + nth;
        return new TransferNumber(number * 10 + check(number));
    }

    /// Damm's quasigroup of order 10 (TU Dresden, 2004): finds each wrong digit and each swap of neighbours.
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
    };

    private static int check(long number) {
        int interim = 0;
        for (char digit : Long.toString(number).toCharArray()) interim = DAMM[interim][digit - '0'];
        return interim;
    }

    static Optional<TransferNumber> read(String digits) {
        if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX || digits.charAt(0) == '0') {
            return Optional.empty();
        }
        return check(Long.parseLong(digits)) == 0
                ? Optional.of(new TransferNumber(Long.parseLong(digits)))
                : Optional.empty();
    }

    /// All that could be one in what a payer wrote, in full or half width.
    static Set<TransferNumber> in(String written) {
        var found = new LinkedHashSet<TransferNumber>();
        RUN.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                .results()
                .forEach(run -> read(run.group()).ifPresent(found::add));
        return found;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
