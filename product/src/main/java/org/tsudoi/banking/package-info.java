/// Files of banks: what they tell us, and what we ask of them.
@NullMarked
@ApplicationModule(allowedDependencies = {"money"})
package org.tsudoi.banking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
