package org.tsudoi.ledger;

import java.time.Instant;
import java.util.List;

/// The same books for whoever has no transaction of their own: what many callers ask at the same time is committed in
/// groups, with one flush for all, and each caller gets the outcome of what they asked once it is durable. Whoever is
/// alone waits for nobody.
///
/// The rules, refusals and ids are those of `Ledger`, and both may be used side by side on the same accounts.
///
/// An exception is a fault; whether anything was done is then unknown, and asking again with the same id tells.
///
/// @see Ledger for what belongs in one transaction with rows of the caller's
public interface GroupedLedger {
    /// @throws IllegalStateException when a transaction is open: it would wait for itself
    Outcome post(Journal journal);

    /// All of them or none, as `Ledger.postLinked`.
    List<Outcome> postLinked(List<Journal> journals);

    HoldOutcome hold(Hold hold);

    /// All of what was held.
    Outcome settle(HoldId hold, JournalId journal, Instant at);

    /// A part of what was held; the rest is freed.
    Outcome settle(HoldId hold, JournalId journal, Instant at, List<Leg> legs);

    ReleaseOutcome release(HoldId hold, String reason);
}
