/// What buyers may count on when an event is moved, or when nobody comes to hold it.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform::outbox", "money", "members", "offerings", "meetings", "orders"})
package org.tsudoi.promises;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
