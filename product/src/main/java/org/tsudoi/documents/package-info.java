/// Papers about an order: calendar files, and receipts, invoices and credit notes, which are archived as they were
/// issued.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "texts",
            "money",
            "contact",
            "platform",
            "privacy",
            "ledger",
            "proofs",
            "members",
            "registers",
            "offerings",
            "fees",
            "payments",
            "orders",
            "makeups"
        })
package org.tsudoi.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
