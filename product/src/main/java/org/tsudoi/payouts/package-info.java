/// Pays organisers what the books owe them: who gets what, approved by a second person, as files for the bank.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "platform",
            "privacy",
            "ledger",
            "members",
            "offerings",
            "banking",
            "payments",
            "orders",
            "promises",
            "stages"
        })
package org.tsudoi.payouts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
