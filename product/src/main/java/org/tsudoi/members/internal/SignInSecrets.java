package org.tsudoi.members.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.tsudoi.members.SignIn;
import org.tsudoi.members.SignInId;
import org.tsudoi.platform.Ids;
import org.tsudoi.privacy.Vault;

/// The link and the code of a request are derived from its id and a key outside the database: they need not be
/// stored to be mailed later, and the database alone signs nobody in.
@Component
class SignInSecrets {
    private final Ids ids;
    private final Vault vault;

    SignInSecrets(Ids ids, Vault vault) {
        this.ids = ids;
        this.vault = vault;
    }

    SignInId newId() {
        return new SignInId(ids.next());
    }

    String linkToken(SignInId id) {
        return vault.token("sign-in link", id.value(), 1);
    }

    byte[] hash(String secret) {
        return Vault.tokenHash(secret);
    }

    String code(SignInId id) {
        byte[] digest = Vault.tokenHash(vault.token("sign-in code", id.value(), 1));
        // 64 random bits: the remainder prefers no code by more than one part in 10^13.
        long number = Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), 1_000_000);
        return String.format(Locale.ROOT, "%0" + SignIn.CODE_LENGTH + "d", number);
    }

    boolean isCode(SignInId id, String typed) {
        return MessageDigest.isEqual(code(id).getBytes(StandardCharsets.UTF_8), typed.getBytes(StandardCharsets.UTF_8));
    }
}
