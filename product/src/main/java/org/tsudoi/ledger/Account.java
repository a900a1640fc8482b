package org.tsudoi.ledger;

import org.jspecify.annotations.Nullable;

/// An account of one asset. With a limit it is *guarded*: no journal and no hold takes it below its floor or above its
/// ceiling, and journals on it wait for each other. Without limits journals never wait for each other on it.
///
/// A new account holds nothing, so limits enclose zero.
///
/// @param floor the least it may hold, what is held for somebody counted off; null for none
/// @param ceiling the most it may hold, what is still to come in by holds counted on; null for none
public record Account(
        AccountCode code,
        Asset asset,
        @Nullable Long floor,
        @Nullable Long ceiling) {
    public Account {
        if ((floor != null && floor > 0) || (ceiling != null && ceiling < 0)) {
            throw new IllegalArgumentException("the limits of " + code + " leave no room for an empty account");
        }
    }

    public static Account unguarded(AccountCode code, Asset asset) {
        return new Account(code, asset, null, null);
    }

    /// Never below zero: seats, wallets, rights to be refunded.
    public static Account neverBelowZero(AccountCode code, Asset asset) {
        return new Account(code, asset, 0L, null);
    }

    public boolean guarded() {
        return floor != null || ceiling != null;
    }
}
