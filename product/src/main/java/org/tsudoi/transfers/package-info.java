/// Places that their buyers give to friends: the ticket becomes the friend's, the order and its money stay the buyer's.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "platform", "privacy", "offerings", "orders"})
package org.tsudoi.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
