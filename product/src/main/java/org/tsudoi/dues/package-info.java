/// Monthly fees as orders: each charge of a membership is one order for its period, paid by a stored card, by points or
/// by hand.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "contact",
            "platform",
            "platform::outbox",
            "members",
            "offerings",
            "payments",
            "orders",
            "memberships"
        })
package org.tsudoi.dues;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
