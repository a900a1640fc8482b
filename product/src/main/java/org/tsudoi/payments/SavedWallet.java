package org.tsudoi.payments;

import java.time.Instant;

/// A PayPal wallet that its holder had kept, to be charged by the month without them.
///
/// @param account the mail address that it goes by, masked
/// @param since   when it was paid from and kept
public record SavedWallet(
        SavedCardId id, CardHolder holder, String provider, String account, Instant since, boolean alone)
        implements SavedMeans {
    private static final Choice CHOICE = Choice.of(Means.PAYPAL);

    /// As wallets are named: `PayPal h***@example.org`.
    @Override
    public String shown() {
        return "PayPal " + account;
    }

    @Override
    public Choice choice() {
        return CHOICE;
    }
}
