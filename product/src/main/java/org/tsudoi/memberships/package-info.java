/// Monthly fees: salons, lessons paid by the month, full membership. When a period begins, what it costs,
/// how it is asked for, and what becomes of a membership that is not paid.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform", "members", "offerings", "stages"})
package org.tsudoi.memberships;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
