/// How events are stored and changed.
@NullMarked
package org.tsudoi.offerings.internal;

import org.jspecify.annotations.NullMarked;
