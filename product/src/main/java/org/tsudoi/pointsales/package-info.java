/// Points for money: on which terms they are sold, packs, what comes back, the bonus of full members, and what the law
/// wants to know of them twice a year.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "texts",
            "money",
            "contact",
            "platform",
            "platform::outbox",
            "privacy",
            "ledger",
            "members",
            "offerings",
            "payments",
            "points",
            "orders",
            "memberships",
            "dues"
        })
package org.tsudoi.pointsales;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
