package org.tsudoi.banking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What makes a notice the same notice in another file: whoever books it, books each identity once. A digest,
/// so that it may stand in logs and tables.
///
/// @param byBank whether it is made of a reference that the bank gave. If not, it is made of all that the
///         notice says and of its place among equal ones in its file: then two equal payments of one day that
///         come in two files look like one, and a person should see the second
public record NoticeIdentity(String value, boolean byBank) {
    public static NoticeIdentity byBank(String... parts) {
        return new NoticeIdentity(digest(parts), true);
    }

    /// @param occurrence among equal ones of one file, from 0
    public static NoticeIdentity byContent(int occurrence, String... parts) {
        return new NoticeIdentity(digest("content", digest(parts), Integer.toString(occurrence)), false);
    }

    /// Of parts and not of their text run together: no two lists give the same bytes.
    private static String digest(String... parts) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
