package org.tsudoi.payments.stripe;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator agreed with Stripe beside taking cards.
///
/// @param instalments whether cards of Japan may be paid in parts: we get the whole at once
/// @param konbini     the chains of stores where Stripe takes cash for us; one that another provider serves too is
///     served by the first by name
@ConfigurationProperties("tsudoi.stripe.offers")
record StripeOffers(
        @DefaultValue("false") boolean instalments,
        @DefaultValue List<String> konbini) {
    static final StripeOffers CARDS = new StripeOffers(false, List.of());

    StripeOffers {
        konbini = konbini.stream().filter(chain -> !chain.isBlank()).toList();
        if (!konbini.stream().allMatch(StripeKonbini::isKnown)) {
            throw new IllegalArgumentException("Stripe takes no cash at some of " + konbini);
        }
    }
}
