/// Vouchers that organisers give away: what they take off, for whom, how often; uses are counted on the ledger.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "contact", "platform", "privacy", "ledger", "members", "offerings"})
package org.tsudoi.vouchers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
