/// Papers about an order: calendar files and receipts.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "texts",
            "money",
            "contact",
            "platform",
            "ledger",
            "proofs",
            "members",
            "offerings",
            "payments",
            "orders"
        })
package org.tsudoi.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
