/// PayPal: Orders v2, Payments v2, disputes and webhooks, the page where the payer approves, and an overview.
@NullMarked
package town.paypal;

import org.jspecify.annotations.NullMarked;
