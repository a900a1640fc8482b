package org.tsudoi.pointsales;

import org.tsudoi.members.MemberId;

/// What is left of the points that a member bought, and its money: for when the member can never use them again.
public interface RestOfPoints {
    Rest of(MemberId member);

    /// @param back     what was sold on the rule of six months: it is no prepaid means by law, and its money may go
    /// back
    /// @param kept     what may not be paid back (資金決済法 20条5項), or was not paid for: it lives to its last day
    /// @param reserved for orders that are not paid yet
    record Rest(long back, long kept, long reserved) {}

    /// In the caller's transaction: takes what may go back, and gives back its money: by the payment that bought it, or
    /// else by a person. The same step again takes nothing.
    ///
    /// @param most  no more than that
    /// @return how many went
    long giveBack(MemberId member, long most, String step);
}
