package town.paypal;

/// What the payer pays with, which decides how it goes on.
enum Funding {
    /// Paid at once.
    BALANCE,
    /// Approved, and refused when it is captured: the payer has to choose anew.
    DECLINED_CARD,
    /// Captured and pending, until somebody decides.
    REVIEW,
    /// Paid; refunds take their time.
    SLOW_REFUND,
    /// Paid; refunds take their time and then fail.
    FAILING_REFUND
}
