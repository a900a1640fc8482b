/// The points of members: granted in lots, reserved, spent oldest first, given back, expired; all of it on the ledger.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform", "privacy", "ledger", "members"})
package org.tsudoi.points;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
