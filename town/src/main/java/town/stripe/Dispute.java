package town.stripe;

import java.time.Instant;

/// A cardholder told their bank that a charge is not right.
record Dispute(
        String id, Instant created, String charge, String intent, long amount, String currency, String balanceEntry) {}
