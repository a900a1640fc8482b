package org.tsudoi.payments;

import java.time.Instant;
import java.time.YearMonth;

/// A card that its holder had remembered. Its number is with the provider.
///
/// @param expires good until the end of this month
/// @param since   when it was paid with and remembered
/// @param alone   whether its holder agreed that it is charged without them
public record SavedCard(
        SavedCardId id,
        CardHolder holder,
        String provider,
        String brand,
        String last4,
        YearMonth expires,
        Instant since,
        boolean alone)
        implements SavedMeans {
    /// As it stands on the card: `Visa •••• 4242`.
    @Override
    public String shown() {
        return PaidCard.shown(brand, last4);
    }

    @Override
    public Choice choice() {
        return Choice.CARD;
    }
}
