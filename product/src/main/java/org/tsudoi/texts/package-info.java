/// What people read: the message bundles in Japanese, English and Thai, and dates, times and money as each of
/// them writes it.
@NullMarked
@ApplicationModule(allowedDependencies = {"money"})
package org.tsudoi.texts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
