package town.stripe;

import org.jspecify.annotations.Nullable;

/// What the page of the card's issuer shows.
///
/// @param amount   empty when the card is only kept
/// @param leaveUrl where a customer goes who does not answer
public record IssuerView(
        String merchant,
        String amount,
        String last4,
        @Nullable String leaveUrl) {}
