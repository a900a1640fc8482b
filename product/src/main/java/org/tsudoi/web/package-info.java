/// The pages: what every page is made of (layout, texts, forms, headers); each family of pages stands in a
/// package below.
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
            "proofs",
            "members",
            "offerings",
            "rates",
            "banking",
            "freetimes",
            "applications",
            "appointments",
            "makeups",
            "memberplaces",
            "payments",
            "meetings",
            "registers",
            "messaging",
            "orders",
            "conversations",
            "door",
            "documents",
            "notices",
            "reconciliation",
            "collusion",
            "series",
            "payouts",
            "promises",
            "points",
            "pointsales",
            "questions",
            "vouchers",
            "memberships",
            "dues",
            "fees",
            "stages",
            "registrations",
            "conduct",
            "finding",
            "transfers"
        })
package org.tsudoi.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
