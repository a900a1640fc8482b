package org.tsudoi.ledger;

import org.jspecify.annotations.Nullable;

/// A fault: the ledger refused a step that the caller held to be possible.
public final class RefusedByLedger extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal reason;

    RefusedByLedger(String id, Refusal reason, @Nullable AccountCode which) {
        super(id + " refused: " + reason.slug() + (which == null ? "" : " at " + which));
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}
