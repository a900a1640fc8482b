/// A host's free times: their hours, what they are busy with, and the bookings that guests make of them.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "members", "offerings", "platform", "privacy", "texts"})
package org.tsudoi.freetimes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
