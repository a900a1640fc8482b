package org.tsudoi.payments;

/// Slips on paper that got lost.
public interface SlipDesk {
    /// Issues it anew: for the same amount until the same day, with a number of its own. Who pays by the one before
    /// all the same has paid. False when there is no slip to be paid now, or it was issued anew nine times. No
    /// transaction may be open.
    boolean reissue(PaymentId payment, String who);
}
