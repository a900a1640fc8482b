package org.tsudoi.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/// Seals personal data before it goes into a column (`…_sealed bytea`) and opens it again; makes blind indexes
/// to look sealed data up by (`…_index bytea`), and tokens that nobody can guess.
///
/// A sealed value opens only in the place it was sealed for: table, column and row id are bound to it, so a
/// value copied to another row or column does not open. Every column with sealed data is listed in
/// docs/operate/personal-data.md. Thread-safe.
public final class Vault {
    private static final int INDEX_BYTES = 32;
    private static final int TOKEN_BYTES = 20;

    private final Aead sealing;
    private final PrfSet indexes;
    private final PrfSet tokens;

    Vault(Keys keys) {
        this.sealing = keys.sealing();
        this.indexes = keys.indexes();
        this.tokens = keys.tokens();
    }

    /// @param row the id of the row that the value will be stored in
    public byte[] seal(String table, String column, UUID row, String clear) {
        return sealBytes(table, column, row, clear.getBytes(StandardCharsets.UTF_8));
    }

    /// The same for what is no text, such as a document.
    public byte[] sealBytes(String table, String column, UUID row, byte[] clear) {
        try {
            return sealing.encrypt(clear, place(table, column, row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not sealed: " + table + "." + column, e);
        }
    }

    /// @throws IllegalStateException when the value was not sealed here for this place, or was changed since
    public byte[] openBytes(String table, String column, UUID row, byte[] sealed) {
        try {
            return sealing.decrypt(sealed, place(table, column, row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("does not open: " + table + "." + column + " of " + row, e);
        }
    }

    /// @throws IllegalStateException when the value was not sealed here for this place, or was changed since
    public String open(String table, String column, UUID row, byte[] sealed) {
        return new String(openBytes(table, column, row, sealed), StandardCharsets.UTF_8);
    }

    /// The same 32 bytes for the same text, from which the text cannot be found without the key. The caller
    /// brings the text into one form first (a mail address in lower case, a phone number in E.164). Texts of
    /// different purposes have different indexes, so that tables cannot be joined by whoever only has the
    /// database.
    public byte[] blindIndex(String purpose, String normalised) {
        return derive(indexes, purpose, normalised.getBytes(StandardCharsets.UTF_8), INDEX_BYTES);
    }

    /// A secret of 160 bits for a link, in 27 characters that stand in an address as they are. It is derived,
    /// not stored: the same id, purpose and version always give the same token, the next version makes the old
    /// link void.
    public String token(String purpose, UUID id, int version) {
        var input = ByteBuffer.allocate(20)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(version);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(derive(tokens, purpose, input.array(), TOKEN_BYTES));
    }

    /// 32 bytes that serve as a key of their own: the same for the same purpose, on every node, and stored nowhere.
    public byte[] derivedKey(String purpose) {
        return derive(tokens, purpose, new byte[0], INDEX_BYTES);
    }

    /// What a table keeps of a token to find its row by: never the token itself.
    public static byte[] tokenHash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] derive(PrfSet keys, String purpose, byte[] input, int length) {
        try {
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(purpose.getBytes(StandardCharsets.UTF_8));
            whole.write(0);
            whole.writeBytes(input);
            return keys.computePrimary(whole.toByteArray(), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not derived: " + purpose, e);
        }
    }

    private static byte[] place(String table, String column, UUID row) {
        return (table + '\0' + column + '\0' + row).getBytes(StandardCharsets.UTF_8);
    }
}
