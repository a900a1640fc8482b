package org.tsudoi.ledger;

import java.util.Optional;

/// Something that a module's own rows and the books have to agree about; `./tsudoi verify` asks after it has proven the
/// books themselves.
public interface BookCheck {
    /// What is right, in a few words for people.
    String rule();

    /// Empty where it is. Opens its own transaction, and is right while others go on.
    Optional<Verification.Broken> broken();
}
