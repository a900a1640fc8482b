/// The books: accounts of yen, seats, points and rights, moved only by balanced journals that are never changed.
@NullMarked
@ApplicationModule(
        displayName = "Ledger",
        allowedDependencies = {"money", "platform"})
package org.tsudoi.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
