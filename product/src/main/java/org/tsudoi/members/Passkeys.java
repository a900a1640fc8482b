package org.tsudoi.members;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The passkeys of a member: seeing, naming and removing them. Making and using them is Spring Security's, through the
/// stores of this module.
public interface Passkeys {
    int NAME_MAX = 60;

    List<Passkey> of(MemberId member);

    /// Since when it has been this member's; empty when it is not.
    Optional<Instant> since(MemberId member, byte[] credential);

    /// Does nothing when the passkey is not this member's.
    void rename(MemberId member, UUID passkey, String name);

    void remove(MemberId member, UUID passkey);

    /// True the first time for each challenge: an answer to a challenge is taken once.
    boolean spend(byte[] challenge);
}
