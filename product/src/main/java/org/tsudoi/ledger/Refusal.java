package org.tsudoi.ledger;

import java.util.Locale;

/// Why a journal or a hold was not taken, in order of precedence: when several hold, the first is answered. Each has a
/// heading of its `slug` in docs/ledger.md. A refusal leaves no trace: the same id may be tried again.
public enum Refusal {
    EMPTY_JOURNAL,
    TOO_MANY_LEGS,
    AMOUNT_ZERO,
    AMOUNT_TOO_LARGE,
    UNBALANCED,
    ID_REUSED_WITH_OTHER_CONTENT,
    HOLD_UNKNOWN,
    HOLD_ALREADY_SETTLED,
    HOLD_ALREADY_RELEASED,
    HOLD_EXPIRED,
    EXCEEDS_HOLD,
    UNKNOWN_ACCOUNT,
    ASSET_MISMATCH,
    ACCOUNT_CLOSED,
    BALANCE_OVERFLOW,
    BELOW_FLOOR,
    ABOVE_CEILING,
    LINKED_JOURNAL_REFUSED;

    /// `BELOW_FLOOR` is `below-floor`: in headings and logs.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
