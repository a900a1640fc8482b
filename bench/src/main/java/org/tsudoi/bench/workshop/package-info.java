/// Runs tests of the product, maybe of one that was changed, in a copy of the checkout.
@NullMarked
package org.tsudoi.bench.workshop;

import org.jspecify.annotations.NullMarked;
