package org.tsudoi.members;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one request to sign in by mail.
public record SignInId(UUID value) {
    public static Optional<SignInId> parse(String shown) {
        return Ids.parse("sgn", shown).map(SignInId::new);
    }

    @Override
    public String toString() {
        return Ids.show("sgn", value);
    }
}
