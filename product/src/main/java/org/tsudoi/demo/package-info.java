/// The demonstration: a world of studios and people that a newcomer finds when first looking, lived through the
/// faces that everybody uses.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "applications",
            "money",
            "contact",
            "platform",
            "platform::outbox",
            "members",
            "offerings",
            "freetimes",
            "payments",
            "orders",
            "memberplaces",
            "memberships",
            "door",
            "finding",
            "stages"
        })
package org.tsudoi.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
