package org.tsudoi.banking;

import java.util.regex.Pattern;

/// The seven digits of a Japanese account. A shorter number is written with zeros in front, by whoever knows
/// that nothing is missing from it.
public record AccountNumber(String digits) {
    private static final Pattern SEVEN_DIGITS = Pattern.compile("[0-9]{7}");

    public AccountNumber {
        if (!SEVEN_DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("not the seven digits of an account");
        }
    }

    /// `****567`
    @Override
    public String toString() {
        return CashAccount.masked(digits);
    }
}
