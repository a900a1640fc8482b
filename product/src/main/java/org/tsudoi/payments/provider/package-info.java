/// The port every payment provider's adapter stands behind.
@NullMarked
@NamedInterface("provider")
package org.tsudoi.payments.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
