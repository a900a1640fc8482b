/// How points are kept.
@NullMarked
package org.tsudoi.points.internal;

import org.jspecify.annotations.NullMarked;
