/// What the platform asks for each place that is sold, by kind of offering, and who bears it.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform", "members", "offerings"})
package org.tsudoi.fees;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
