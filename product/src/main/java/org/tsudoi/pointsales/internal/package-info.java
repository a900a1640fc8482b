/// How points are kept.
@NullMarked
package org.tsudoi.pointsales.internal;

import org.jspecify.annotations.NullMarked;
