package org.tsudoi.documents;

import java.util.Optional;
import org.tsudoi.members.ThaiTaxNumber;

/// To whom a paper is addressed (宛名).
///
/// @param address   empty where it was not given
/// @param taxNumber of a buyer who is registered for VAT in Thailand
/// @param branch    of that buyer: five digits, `00000` for the head office; empty where it was not given
public record Recipient(String name, String address, Optional<ThaiTaxNumber> taxNumber, String branch) {
    public static final int NAME_MAX = 80;
    public static final int ADDRESS_MAX = 200;

    private static final String BETWEEN = "\u001f";

    public Recipient {
        if (name.isBlank()) throw new IllegalArgumentException("a paper is addressed to somebody");
        if (!branch.isEmpty() && !branch.matches("[0-9]{5}"))
            throw new IllegalArgumentException("a branch has five digits");
    }

    public static Recipient of(String name) {
        return new Recipient(name, "", Optional.empty(), "");
    }

    String written() {
        return String.join(
                BETWEEN, name, address, taxNumber.map(ThaiTaxNumber::value).orElse(""), branch, ".");
    }

    static Recipient read(String written) {
        var parts = written.split(BETWEEN);
        return new Recipient(
                parts[0],
                parts[1],
                Optional.of(parts[2]).filter(it -> !it.isEmpty()).map(ThaiTaxNumber::new),
                parts[3]);
    }

    @Override
    public String toString() {
        return "Recipient";
    }
}
