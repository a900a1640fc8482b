/// How passes are kept and checked.
@NullMarked
package org.tsudoi.door.internal;

import org.jspecify.annotations.NullMarked;
