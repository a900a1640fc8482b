/// Prices in other currencies, for orientation. Nobody is ever charged by them.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform"})
package org.tsudoi.rates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
