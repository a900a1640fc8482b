package org.tsudoi.ledger;

/// The result of replaying the books.
public sealed interface Verification {
    record Sound(long journals, long entries, long accounts, long openHolds) implements Verification {}

    /// @param rule the rule that is broken, such as `journal-balances`
    /// @param where the first row that breaks it, such as `journal 42 (…)`
    record Broken(String rule, String where, String found) implements Verification {}
}
