/// Places for members alone: meetings and courses of a salon, lessons paid by the month. Who may take one, and what
/// becomes of a free one when its membership does not go on.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"contact", "money", "platform", "members", "offerings", "orders", "memberships"})
package org.tsudoi.memberplaces;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
