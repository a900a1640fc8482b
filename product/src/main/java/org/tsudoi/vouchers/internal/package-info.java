/// How vouchers are kept and their uses counted.
@NullMarked
package org.tsudoi.vouchers.internal;

import org.jspecify.annotations.NullMarked;
