/// PayPay's Open Payment API behind the payment port: codes, refunds, and news that nobody signs.
@NullMarked
package org.tsudoi.payments.paypay;

import org.jspecify.annotations.NullMarked;
