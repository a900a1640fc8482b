/// Decides at each click who may come in, and keeps out whoever may not.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::outbox",
            "money",
            "contact",
            "members",
            "offerings",
            "orders",
            "meetings",
            "makeups"
        })
package org.tsudoi.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
