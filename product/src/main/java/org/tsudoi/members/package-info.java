/// People: who they are, how they prove it, and which organisers they act for.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "platform", "privacy"})
package org.tsudoi.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
