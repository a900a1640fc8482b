package org.tsudoi.points;

import org.tsudoi.members.MemberId;

/// Points that nobody paid for can be taken back by whoever runs the instance.
public interface FreePoints {
    /// All that can be spent now, from whatever lot; what is reserved for an order is left. Again takes what came back
    /// meanwhile. Answers how many.
    ///
    /// @param why what the member's statement refers to
    long take(MemberId member, String why);
}
