package org.tsudoi.payments.stripe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator agreed with Stripe about cards.
///
/// @param instalments whether cards of Japan may be paid in parts: Stripe takes no fee for it, and pays out the whole at
///     once
@ConfigurationProperties("tsudoi.stripe.cards")
record StripeCardSettings(@DefaultValue("false") boolean instalments) {}
