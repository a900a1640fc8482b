/// Takes payments through providers and refunds them.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform", "platform::outbox", "privacy", "ledger", "banking"})
package org.tsudoi.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
