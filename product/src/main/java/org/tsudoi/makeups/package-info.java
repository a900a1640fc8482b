/// Make-up dates (振替): who cannot come to one date of a course comes to another one instead.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform", "members", "offerings", "orders", "payouts", "promises"})
package org.tsudoi.makeups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
