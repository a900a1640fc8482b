package org.tsudoi.orders;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What buyers had read when they ordered with payment (特商法12条の6): the evidence, kept as it is.
public interface Confirmations {
    /// Of the same text for the same order the first time counts.
    ///
    /// @param text  as it was shown, in its normal form
    /// @param named whether the button that was pressed carried the text's hash
    void keep(OrderId order, String text, Locale language, boolean named);

    /// What was read before a button was pressed, to be kept with what that does.
    ///
    /// @param by what lowered the price then: of another price something else is to be read
    record Read(Reductions by, String text, Locale language, boolean named) {}

    /// The first first.
    List<Confirmed> of(OrderId order);

    /// @param hash SHA-256 of the text in hexadecimal digits, which names its version
    record Confirmed(String hash, String text, Locale language, boolean named, Instant at) {}

    /// The name of a text.
    static String hash(String text) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            return java.util.HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
