package org.tsudoi.ledger;

/// What an account holds.
///
/// @param posted what journals put there
/// @param heldOut what open holds will take from it, zero or more
/// @param heldIn what open holds will bring to it, zero or more
public record Balance(AccountCode account, Asset asset, long posted, long heldOut, long heldIn) {
    /// What can still be taken before zero: posted, less what is held for somebody. What is to come does not count.
    public long available() {
        return Math.subtractExact(posted, heldOut);
    }
}
