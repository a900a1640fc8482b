/// Amounts of money that cannot be wrong: whole minor units of a currency, exact or refused.
@NullMarked
@ApplicationModule(
        displayName = "Money",
        allowedDependencies = {})
package org.tsudoi.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
