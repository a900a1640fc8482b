package org.tsudoi.memberships;

/// What a member wants their fees to be paid by.
public sealed interface PayBy {
    /// A means that was kept: charged on the day, without the member being there.
    ///
    /// @param reference whoever takes fees knows which: `crd_…`
    record Stored(String reference) implements PayBy {}

    record Points() implements PayBy {}

    /// A transfer, or cash at a store: an invoice goes out some days before, and is paid by hand.
    record Invoice() implements PayBy {}

    /// So many days before a period begins, its fee is asked for.
    default int daysAhead() {
        return switch (this) {
            case Stored _, Points _ -> 0;
            case Invoice _ -> INVOICE_DAYS;
        };
    }

    int INVOICE_DAYS = 7;
}
