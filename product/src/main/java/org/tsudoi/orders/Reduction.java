package org.tsudoi.orders;

import org.tsudoi.members.Member;

/// What a buyer wishes to lower an unpaid order by.
public sealed interface Reduction {
    /// The organiser's voucher with this code, in place of any other.
    record ByVoucher(String code) implements Reduction {}

    record WithoutVoucher() implements Reduction {}

    /// The buyer's own points, in place of any others; never more than there is to pay.
    ///
    /// @param member who is signed in
    /// @param points zero for none
    record ByPoints(Member member, long points) implements Reduction {}
}
