package org.tsudoi.points;

import java.time.Instant;
import org.tsudoi.members.MemberId;

/// Points that were given together and are over together.
///
/// @param points how many they were
/// @param reason why they were given, in the words of whoever gave them
/// @param insteadOf whether they came back after what they were of had expired
/// @param graceUsed whether they came back so by what their member did: that is done once
public record PointLot(
        PointLotId id,
        MemberId member,
        Kind kind,
        long points,
        String reason,
        String grantedBy,
        Instant grantedAt,
        Instant expiresAt,
        boolean insteadOf,
        boolean graceUsed) {
    /// Kept apart: what was paid for is owed in another way by law than what was given away.
    public enum Kind {
        PAID,
        FREE
    }
}
