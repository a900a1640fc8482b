/// Sells places: holds seats, takes the money through payments, gives tickets, cancels and refunds them.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "contact",
            "platform",
            "platform::outbox",
            "privacy",
            "ledger",
            "members",
            "offerings",
            "fees",
            "payments",
            "points",
            "vouchers"
        })
package org.tsudoi.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
