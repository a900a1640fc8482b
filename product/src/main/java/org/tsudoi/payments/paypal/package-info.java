/// PayPal behind the payment port: orders that the buyer approves and we capture, refunds, disputes, webhooks.
@NullMarked
package org.tsudoi.payments.paypal;

import org.jspecify.annotations.NullMarked;
