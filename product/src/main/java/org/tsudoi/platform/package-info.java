/// What every module stands on and no rule of the business: time, ids, problems, texts, the database, the
/// outbox, jobs.
///
/// Other modules may use this package itself ("platform") and the outbox ("platform :: outbox").
@NullMarked
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
package org.tsudoi.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
