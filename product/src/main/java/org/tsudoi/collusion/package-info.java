/// Finds members who pretend to have sessions with each other to use up or move points, and keeps each case with
/// its evidence until it is decided.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "platform",
            "privacy",
            "members",
            "points",
            "payments",
            "orders",
            "appointments",
            "payouts",
            "stages"
        })
package org.tsudoi.collusion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
