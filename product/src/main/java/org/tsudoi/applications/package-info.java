/// Those who ask for a place that they cannot simply buy: they wait for one, or for the organiser's
/// word; both end in an offer, which is an ordinary order.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"contact", "platform", "platform::outbox", "privacy", "members", "offerings", "orders"})
package org.tsudoi.applications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
