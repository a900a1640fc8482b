/// How places are sold, paid, cancelled and refunded.
@NullMarked
package org.tsudoi.orders.internal;

import org.jspecify.annotations.NullMarked;
