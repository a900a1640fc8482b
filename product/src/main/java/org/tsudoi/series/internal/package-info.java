/// How it is kept.
@NullMarked
package org.tsudoi.series.internal;

import org.jspecify.annotations.NullMarked;
