package org.tsudoi.members;

import java.text.Normalizer;
import java.util.Optional;

/// A taxpayer's identification number in Thailand (เลขประจำตัวผู้เสียภาษีอากร): 13 digits, the last of which checks the
/// others. A person's is their number as a citizen, so it is personal.
public record ThaiTaxNumber(String value) {
    private static final int DIGITS = 13;
    private static final int MODULUS = 11;

    public ThaiTaxNumber {
        if (!isValid(value)) throw new IllegalArgumentException("13 digits, the last one checking the others");
    }

    /// With blanks and hyphens, as people write it.
    public static Optional<ThaiTaxNumber> read(String typed) {
        var bare = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s\\u2010-\\u2015-]", "");
        return isValid(bare) ? Optional.of(new ThaiTaxNumber(bare)) : Optional.empty();
    }

    /// The check digit is (11 − (Σ weight · digit mod 11)) mod 10, the weights from 13 down to 2.
    private static boolean isValid(String digits) {
        if (!digits.matches("[0-9]{" + DIGITS + "}")) return false;
        int sum = 0;
        for (int place = 0; place < DIGITS - 1; place++) sum += (digits.charAt(place) - '0') * (DIGITS - place);
        return (MODULUS - sum % MODULUS) % 10 == digits.charAt(DIGITS - 1) - '0';
    }

    /// As it is printed: `0 1075 44000 10 8`.
    public String grouped() {
        return value.charAt(0) + " " + value.substring(1, 5) + " " + value.substring(5, 10) + " "
                + value.substring(10, 12) + " " + value.charAt(12);
    }

    @Override
    public String toString() {
        return "*".repeat(DIGITS - 4) + value.substring(DIGITS - 4);
    }
}
