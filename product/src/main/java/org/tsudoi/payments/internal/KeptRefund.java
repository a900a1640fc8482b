package org.tsudoi.payments.internal;

import org.tsudoi.payments.Refund;

/// A refund as stored, with what is needed to go on with it.
///
/// @param attempt 1, and one more each time an operator tries again what the provider had failed
/// @param charge  the provider's name of what is given back
record KeptRefund(Refund refund, int attempt, String provider, String charge) {}
