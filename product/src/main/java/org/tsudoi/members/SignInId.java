package org.tsudoi.members;

import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one request to sign in by mail.
public record SignInId(UUID value) {
    @Override
    public String toString() {
        return Ids.show("sgn", value);
    }
}
