package org.tsudoi.ledger;

import java.util.Optional;

/// A further look at the books, taken by `Ledger.verify` when the ledger itself has found nothing, at the same moment
/// of the database.
public interface Audit {
    /// The first row that is wrong.
    Optional<Verification.Broken> firstBroken();
}
