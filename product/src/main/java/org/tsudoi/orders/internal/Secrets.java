package org.tsudoi.orders.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.TicketId;
import org.tsudoi.privacy.Vault;

/// What lets somebody act for an order or through the door: derived from ids by the vault's key, stored only as
/// hashes.
@Component
class Secrets {
    /// Crockford's base32: no I, L, O or U to be misread.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CODE_LENGTH = 12;
    private static final String CODE_INDEX = "ticket.pass_code";

    private final Vault vault;

    Secrets(Vault vault) {
        this.vault = vault;
    }

    String link(OrderId id) {
        return vault.token("order.link", id.value(), 1);
    }

    /// Of the buyer.
    String door(TicketId id) {
        return door(id, 1);
    }

    String door(TicketId id, int holder) {
        return vault.token("ticket.door", id.value(), holder);
    }

    byte[] hash(String secret) {
        return vault.tokenHash(secret);
    }

    /// Twelve letters and digits, 60 bits: `K7M2-9QXP-3D4T`.
    String passCode(TicketId id) {
        return passCode(id, 1);
    }

    String passCode(TicketId id, int holder) {
        var digest = sha256(vault.token("ticket.pass-code", id.value(), holder));
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i > 0 && i % 4 == 0) code.append('-');
            code.append(ALPHABET.charAt(digest[i] & 31));
        }
        return code.toString();
    }

    byte[] passCodeIndex(TicketId id) {
        return passCodeIndex(id, 1);
    }

    byte[] passCodeIndex(TicketId id, int holder) {
        return vault.blindIndex(CODE_INDEX, passCode(id, holder).replace("-", ""));
    }

    /// Reads a typed code kindly: full-width, lower case, blanks, O for 0 and I or L for 1.
    Optional<byte[]> typedCodeIndex(String typed) {
        var code = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s‐-―-]+", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean shaped = code.length() == CODE_LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return shaped ? Optional.of(vault.blindIndex(CODE_INDEX, code)) : Optional.empty();
    }

    /// A UUID (version 8) that the same words always give.
    static UUID derived(String... words) {
        var digest = sha256(String.join("\u0000", words));
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | (digest[i] & 0xff);
            low = low << 8 | (digest[i + 8] & 0xff);
        }
        return new UUID(high & ~0xf000L | 0x8000L, low & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
