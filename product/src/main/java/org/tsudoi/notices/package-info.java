/// What we tell whom: mails about orders, events and signing in.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "texts",
            "money",
            "contact",
            "platform",
            "platform::outbox",
            "privacy",
            "members",
            "registers",
            "freetimes",
            "offerings",
            "payments",
            "orders",
            "applications",
            "appointments",
            "conversations",
            "messaging",
            "documents",
            "makeups",
            "meetings",
            "memberships",
            "dues",
            "payouts",
            "collusion",
            "pointsales",
            "privacy",
            "promises",
            "reconciliation",
            "stages",
            "transfers"
        })
package org.tsudoi.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
