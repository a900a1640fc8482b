/// The thread of an order: what its buyer and its organiser write to each other, and what the program notes in it.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "privacy", "members", "orders"})
package org.tsudoi.conversations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
