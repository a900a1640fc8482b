package org.tsudoi.points;

import java.time.Instant;
import org.tsudoi.members.MemberId;

/// Points that were given together and are over together.
///
/// @param points how many they were
/// @param reason why they were given, in the words of whoever gave them
/// @param insteadOf whether they came back after what they were of had expired
/// @param graceUsed whether they came back so by what their member did: that is done once
/// @param backed whether their yen stand apart in the books: those of all that were paid for
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
        boolean graceUsed,
        boolean backed,
        Late late) {
    /// Kept apart: what was paid for is owed in another way by law than what was given away.
    public enum Kind {
        PAID,
        FREE
    }

    /// What becomes of points that come back when their lot has expired.
    public enum Late {
        /// They can be used once more, for a short time.
        ANEW,
        /// They are over, and their money goes back: what must be used within six months never lives on.
        IN_MONEY
    }
}
