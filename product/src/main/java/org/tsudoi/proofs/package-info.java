/// Seals the books into a signed log that only grows, and proves to whoever paid that their journal is in it.
@NullMarked
@ApplicationModule(
        displayName = "Proofs",
        allowedDependencies = {"ledger", "platform", "privacy"})
package org.tsudoi.proofs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
