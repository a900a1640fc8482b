/// Cash that the organiser takes at the counter.
@NullMarked
package org.tsudoi.payments.counter;

import org.jspecify.annotations.NullMarked;
