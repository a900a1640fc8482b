package org.tsudoi.banking;

import java.util.regex.Pattern;

/// Which Japanese bank: the four digits of 統一金融機関番号, `0001` for the first. Yūcho (`9900`) is a bank
/// like any other.
public record BankCode(String digits) {
    private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}");

    public BankCode {
        if (!FOUR_DIGITS.matcher(digits).matches()) throw new IllegalArgumentException("not the four digits of a bank");
    }

    @Override
    public String toString() {
        return digits;
    }
}
