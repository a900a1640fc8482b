package org.tsudoi.conversations;

import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;

/// @param member null for a guest
public record Author(Side side, @Nullable MemberId member) {
    public Author {
        if (side == Side.ORGANISER && member == null) throw new IllegalArgumentException("nobody acts for them");
    }

    /// Whether one of them may take back what the other wrote. The order's link makes anybody its buyer, signed in or
    /// not; of an organiser's people each answers for their own words.
    public boolean isSameAs(Author other) {
        return switch (side) {
            case BUYER -> other.side == Side.BUYER;
            case ORGANISER -> equals(other);
        };
    }
}
