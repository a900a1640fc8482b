/// The one-time registration fee of those who want to teach: sold by the house, paid once, and with it the stage.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"texts", "money", "contact", "platform", "platform::outbox", "members", "offerings", "orders", "stages"})
package org.tsudoi.registrations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
