package org.tsudoi.payments;

import java.util.Arrays;
import java.util.Optional;

/// A means of payment as a buyer chooses it.
///
/// @param brand the chain of stores or the bank, where that has to be chosen ahead; else empty
public record Choice(Means means, String brand) {
    public static final Choice CARD = of(Means.CARD);

    private static final String BRAND = "[a-z]([a-z0-9-]{0,30}[a-z0-9])?";

    public Choice {
        if (!brand.isEmpty() && !brand.matches(BRAND)) throw new IllegalArgumentException("no brand: " + brand);
    }

    public static Choice of(Means means) {
        return new Choice(means, "");
    }

    /// In tables, forms and message keys: `card`, `konbini.lawson`.
    public String word() {
        return brand.isEmpty() ? means.word() : means.word() + "." + brand;
    }

    public static Optional<Choice> parse(String word) {
        var parts = word.split("\\.", 2);
        var brand = parts.length == 2 ? parts[1] : "";
        if (parts.length == 2 && !brand.matches(BRAND)) return Optional.empty();
        return Arrays.stream(Means.values())
                .filter(means -> means.word().equals(parts[0]))
                .findFirst()
                .map(means -> new Choice(means, brand));
    }

    @Override
    public String toString() {
        return word();
    }
}
