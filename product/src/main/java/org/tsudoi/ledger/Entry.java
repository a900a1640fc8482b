package org.tsudoi.ledger;

import java.time.Instant;

/// One leg as it stands on an account.
///
/// @param position its place on the account: the next older page begins before the last one's
/// @param balanceAfter what the account held after it, in the order of the books
public record Entry(
        long position,
        JournalId journal,
        String kind,
        Instant effectiveAt,
        Instant recordedAt,
        long amount,
        long balanceAfter) {}
