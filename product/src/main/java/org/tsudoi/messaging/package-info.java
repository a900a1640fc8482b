/// Sends what others wrote: mail by SMTP.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "platform"})
package org.tsudoi.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
