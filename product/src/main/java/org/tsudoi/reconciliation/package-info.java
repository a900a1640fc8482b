/// Holds what providers and banks say against payments and the books, day by day, and lists what differs.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "platform",
            "platform::outbox",
            "privacy",
            "ledger",
            "banking",
            "payments",
            "payments::provider"
        })
package org.tsudoi.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
