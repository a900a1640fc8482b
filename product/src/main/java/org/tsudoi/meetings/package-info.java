/// The rooms people meet in: built in, or a provider's.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform::outbox", "privacy"})
package org.tsudoi.meetings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
