package org.tsudoi.banking;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// An account by ISO 13616, its check digits being right.
public record Iban(String value) implements CashAccount {
    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    public Iban {
        if (!holds(value)) throw new IllegalArgumentException("not an IBAN");
    }

    public static Optional<Iban> of(String value) {
        return holds(value) ? Optional.of(new Iban(value)) : Optional.empty();
    }

    @Override
    public String key() {
        return "iban:" + value;
    }

    /// `DE****000`
    @Override
    public String toString() {
        return value.substring(0, 2) + CashAccount.masked(value);
    }

    private static boolean holds(String value) {
        if (!SHAPE.matcher(value).matches()) return false;
        var digits = new StringBuilder();
        (value.substring(4) + value.substring(0, 4))
                .chars()
                .forEach(letter -> digits.append(Character.digit(letter, 36)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }
}
