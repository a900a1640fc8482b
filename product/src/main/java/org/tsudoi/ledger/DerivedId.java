package org.tsudoi.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// An id made of words: always the same from the same ones, so a step that is repeated after a crash names what it did
/// before. SHA-256 of the words, each after its length, cut to a UUID of version 8 (RFC 9562).
final class DerivedId {
    private DerivedId() {}

    static UUID of(String space, String... words) {
        var digest = sha256();
        update(digest, space);
        for (var word : words) {
            update(digest, word);
        }
        var bytes = ByteBuffer.wrap(digest.digest());
        long high = bytes.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        long low = bytes.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static void update(MessageDigest digest, String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
