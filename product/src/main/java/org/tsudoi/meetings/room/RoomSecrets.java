package org.tsudoi.meetings.room;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Component;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.privacy.Vault;

/// Makes what nobody can guess.
@Component
class RoomSecrets {
    static final Duration CREDENTIAL_HOLDS = Duration.ofSeconds(60);
    private static final int BYTES = 32;

    private final RoomKeyTable table;
    private final SecureRandom random;
    private final Clock clock;

    RoomSecrets(RoomKeyTable table, SecureRandom random, Clock clock) {
        this.table = table;
        this.random = random;
        this.clock = clock;
    }

    /// A new credential for the admission; an earlier one that was not used is void.
    String credential(AdmissionId admission) {
        var secret = next();
        table.mint(admission, Vault.tokenHash(secret), clock.instant().plus(CREDENTIAL_HOLDS));
        return secret;
    }

    String next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
