/// What follows when a member is suspended or expelled: for what they host, what they booked, their memberships, points
/// and money.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "texts",
            "money",
            "platform",
            "members",
            "offerings",
            "orders",
            "appointments",
            "memberships",
            "payouts",
            "promises",
            "points",
            "pointsales",
            "stages"
        })
package org.tsudoi.conduct;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
