package org.tsudoi.banking;

import java.util.regex.Pattern;

/// Which branch of a Japanese bank: the three digits of 店番.
public record BranchCode(String digits) {
    private static final Pattern THREE_DIGITS = Pattern.compile("[0-9]{3}");

    public BranchCode {
        if (!THREE_DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("not the three digits of a branch");
        }
    }

    @Override
    public String toString() {
        return digits;
    }
}
