/// Payment slips for convenience stores (払込票).
@NullMarked
package org.tsudoi.payments.slip;

import org.jspecify.annotations.NullMarked;
