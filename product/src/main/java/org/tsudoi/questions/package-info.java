/// What organisers ask the buyers of an event, and what they answer.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "privacy", "offerings", "orders"})
package org.tsudoi.questions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
