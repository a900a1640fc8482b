package org.tsudoi.proofs.internal;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.tsudoi.privacy.Vault;
import org.tsudoi.proofs.SignedHead;

/// Signs heads with a key that is derived from the key file, the same on every node and in no database.
@Component
class HeadSigner {
    private final Ed25519Sign signing;
    private final String publicKey;

    HeadSigner(Vault vault) throws GeneralSecurityException {
        var keys = Ed25519Sign.KeyPair.newKeyPairFromSeed(vault.derivedKey("proofs.head"));
        this.signing = new Ed25519Sign(keys.getPrivateKey());
        this.publicKey = HexFormat.of().formatHex(keys.getPublicKey());
    }

    SignedHead sign(long batches, byte[] root, Instant at) {
        var hex = HexFormat.of().formatHex(root);
        try {
            var signature = signing.sign(SignedHead.text(batches, hex, at).getBytes(StandardCharsets.UTF_8));
            return new SignedHead(batches, hex, at, publicKey, HexFormat.of().formatHex(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the head could not be signed", e);
        }
    }
}
