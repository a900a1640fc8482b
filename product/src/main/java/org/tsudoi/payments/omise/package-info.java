/// Omise behind the payment port: PromptPay codes, Thai mobile banking, refunds, webhooks.
@NullMarked
package org.tsudoi.payments.omise;

import org.jspecify.annotations.NullMarked;
