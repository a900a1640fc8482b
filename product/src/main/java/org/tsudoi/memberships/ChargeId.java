package org.tsudoi.memberships;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names the charge of one period of one membership: made of the two, so that there is never a second one.
public record ChargeId(UUID value) {
    public static Optional<ChargeId> parse(String shown) {
        return Ids.parse("chg", shown).map(ChargeId::new);
    }

    /// SHA-256 of both, cut to a UUID of version 8 (RFC 9562).
    public static ChargeId of(MembershipId membership, int period) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(membership.value().getMostSignificantBits())
                .putLong(membership.value().getLeastSignificantBits())
                .putInt(period);
        var digest = ByteBuffer.wrap(sha256().digest(bytes.array()));
        long high = digest.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L;
        long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new ChargeId(new UUID(high, low));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return Ids.show("chg", value);
    }
}
