package org.tsudoi.applications;

import org.tsudoi.offerings.EventId;

/// Published inside the transaction that stores the change.
public record ApplicationNews(ApplicationId application, EventId event, What what) {
    public enum What {
        /// The address is to be proven by a link.
        TO_PROVE,
        ON_LIST,
        ASKED,
        OFFERED,
        /// The offer ended; who let it go by themselves is not told.
        LAPSED,
        REFUSED,
        CLOSED
    }
}
