package org.tsudoi.proofs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/// What the whole log was at a time: whoever changes a journal of it afterwards cannot make this head again.
///
/// @param batches how many there were
/// @param root of the tree over them, in hexadecimal
/// @param publicKey Ed25519 (RFC 8032), in hexadecimal
/// @param signature of `text`, in hexadecimal
public record SignedHead(long batches, String root, Instant signedAt, String publicKey, String signature) {
    public SignedHead {
        Objects.requireNonNull(root);
        Objects.requireNonNull(signedAt);
        Objects.requireNonNull(publicKey);
        Objects.requireNonNull(signature);
    }

    /// What is signed, byte for byte.
    public static String text(long batches, String root, Instant signedAt) {
        return "tsudoi head 1\nbatches " + batches + "\nroot " + root + "\nsigned " + signedAt + "\n";
    }

    /// By the key that it names. Not a part of what is handed out.
    @JsonIgnore
    public boolean isSigned() {
        try {
            new Ed25519Verify(HexFormat.of().parseHex(publicKey))
                    .verify(
                            HexFormat.of().parseHex(signature),
                            text(batches, root, signedAt).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}
