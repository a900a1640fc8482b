/// Stripe behind the payment port: hosted Checkout Sessions, refunds, webhooks.
@NullMarked
package org.tsudoi.payments.stripe;

import org.jspecify.annotations.NullMarked;
