/// How make-ups are kept and counted.
@NullMarked
package org.tsudoi.makeups.internal;

import org.jspecify.annotations.NullMarked;
