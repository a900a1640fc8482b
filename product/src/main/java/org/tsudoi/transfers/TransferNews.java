package org.tsudoi.transfers;

import org.tsudoi.offerings.EventId;

/// Published inside the transaction that stores the change.
public record TransferNews(TransferId transfer, EventId event, What what) {
    public enum What {
        OFFERED,
        ACCEPTED,
        TAKEN_BACK,
        DECLINED,
        LAPSED,
        /// The friend had accepted, and the place was cancelled.
        VOID
    }
}
