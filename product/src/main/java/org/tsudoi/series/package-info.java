/// Meetings that repeat: events of their own that share a page, and can be changed together.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "members", "offerings", "orders"})
package org.tsudoi.series;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
