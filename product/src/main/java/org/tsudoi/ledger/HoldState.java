package org.tsudoi.ledger;

import java.time.Instant;

/// Where a hold stands.
public sealed interface HoldState {
    Hold hold();

    /// It reserves, be its expiry past or not.
    record Open(Hold hold) implements HoldState {}

    record Settled(Hold hold, JournalId journal, Instant at) implements HoldState {}

    record Released(Hold hold, String reason, Instant at) implements HoldState {}

    record Expired(Hold hold, Instant at) implements HoldState {}
}
