/// How people are named and reached: values that cannot be wrong and do not print themselves.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.tsudoi.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
