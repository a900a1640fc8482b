package org.tsudoi.payments;

import java.time.Instant;

/// What a provider keeps for its holder to be charged again: a card or a wallet.
public sealed interface SavedMeans permits SavedCard, SavedWallet {
    SavedCardId id();

    CardHolder holder();

    String provider();

    Instant since();

    /// Whether its holder agreed that it is charged without them.
    boolean alone();

    /// For its holder to know it again.
    String shown();

    /// As it is paid by.
    Choice choice();
}
