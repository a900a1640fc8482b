/// Who may teach: the stages of members, the guidelines that they accept, and what operators decide about those who
/// break them.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "platform", "privacy", "members"})
package org.tsudoi.stages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
