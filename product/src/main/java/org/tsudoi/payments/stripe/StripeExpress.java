package org.tsudoi.payments.stripe;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether wallets are paid with on a page of ours, where Stripe's script runs (its express checkout element).
///
/// @param publishableKey everybody may read it
/// @param scriptUrl of the same release as the version of the API that is spoken (docs.stripe.com/js/including,
/// 2026-11)
@ConfigurationProperties("tsudoi.stripe.express")
record StripeExpress(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String publishableKey,

        @DefaultValue("https://js.stripe.com/dahlia/stripe.js")
        URI scriptUrl) {

    StripeExpress {
        // The other kinds of keys must never stand in a page.
        if (enabled && !publishableKey.startsWith("pk_")) {
            throw new IllegalArgumentException(
                    "wallets need Stripe's publishable key, pk_…, in TSUDOI_STRIPE_PUBLISHABLE_KEY");
        }
        if (enabled && scriptUrl.getHost() == null) {
            throw new IllegalArgumentException("TSUDOI_STRIPE_JS_URL is no address: " + scriptUrl);
        }
    }

    /// Of the page for a payment's wallet.
    record Rooms(String beginning) {
        String of(String payment) {
            return beginning + payment;
        }
    }
}
