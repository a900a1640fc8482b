/// The port every meeting provider's adapter stands behind.
@NullMarked
@NamedInterface("provider")
package org.tsudoi.meetings.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
