/// The outbox: what must happen outside the database because of a change in it, written in the same transaction
/// and handled after it, at least once.
@NullMarked
@NamedInterface("outbox")
package org.tsudoi.platform.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
