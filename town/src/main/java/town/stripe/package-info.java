/// Stripe: its API, its hosted pages, its webhooks, and a dashboard to look at them.
@NullMarked
package town.stripe;

import org.jspecify.annotations.NullMarked;
