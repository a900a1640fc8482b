/// Personal data and secrets: sealed field by field with keys kept outside the database, found again by blind
/// indexes.
@NullMarked
@ApplicationModule(
        displayName = "Privacy",
        allowedDependencies = {"platform"})
package org.tsudoi.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
