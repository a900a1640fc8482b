/// KOMOJU behind the payment port: numbers to be paid at convenience stores, webhooks.
@NullMarked
package org.tsudoi.payments.komoju;

import org.jspecify.annotations.NullMarked;
