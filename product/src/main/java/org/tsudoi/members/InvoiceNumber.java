package org.tsudoi.members;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// The registration number of an issuer of qualified invoices (適格請求書発行事業者登録番号): T and 13 digits (消費税法 57条の2). Of a
/// corporation the digits are its corporate number (法人番号), which carries a check digit; others get a number of their
/// own.
public record InvoiceNumber(String value) {
    private static final int DIGITS = 13;

    public InvoiceNumber {
        if (!value.matches("T[0-9]{" + DIGITS + "}")) throw new IllegalArgumentException("T and 13 digits");
    }

    /// In full width, with hyphens and spaces, or without the T, as people write it.
    public static Optional<InvoiceNumber> read(String typed) {
        var bare = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\u2010-\\u2015\\u2212\\u30fc-]", "");
        var number = bare.startsWith("T") ? bare : "T" + bare;
        return number.matches("T[0-9]{" + DIGITS + "}") ? Optional.of(new InvoiceNumber(number)) : Optional.empty();
    }

    /// Whether it can be a corporation's: the first digit is 9 − (Σ Pn·Qn mod 9), Pn the digits from the right, Qn 1
    /// and 2 in
    /// turn (法人番号の指定等に関する省令 2条). A sole trader's need not be.
    public boolean canBeCorporate() {
        int sum = 0;
        for (int n = 1; n < DIGITS; n++) {
            int digit = value.charAt(value.length() - n) - '0';
            sum += digit * (n % 2 == 1 ? 1 : 2);
        }
        return value.charAt(1) - '0' == 9 - sum % 9;
    }

    @Override
    public String toString() {
        return value;
    }
}
