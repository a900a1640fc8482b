package org.tsudoi.payments.internal;

import org.tsudoi.payments.Refund;
import org.tsudoi.payments.provider.PaymentProvider.Charge;

/// A refund as stored, with what is needed to go on with it.
///
/// @param attempt 1, and one more each time an operator tries again what the provider had failed
record KeptRefund(Refund refund, int attempt, String provider, Charge charge) {}
