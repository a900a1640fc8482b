/// How runs are prepared, approved, handed in and settled.
@NullMarked
package org.tsudoi.payouts.internal;

import org.jspecify.annotations.NullMarked;
