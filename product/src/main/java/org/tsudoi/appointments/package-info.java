/// Sessions that were sold, one for each place: when each takes place, and what becomes of it.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform::outbox",
            "contact",
            "privacy",
            "members",
            "offerings",
            "meetings",
            "freetimes",
            "orders",
            "conversations",
            "stages"
        })
package org.tsudoi.appointments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
