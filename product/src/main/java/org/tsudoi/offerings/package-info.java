/// What organisers offer: events with their times, plans, seats and rules for cancelling.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "contact", "platform", "ledger", "members", "stages"})
package org.tsudoi.offerings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
