/// Finds what there is to take part in, and who leads it: by words, theme, language, price, points and free times.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "money",
            "platform",
            "privacy",
            "members",
            "offerings",
            "fees",
            "freetimes",
            "appointments",
            "memberships"
        })
package org.tsudoi.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
