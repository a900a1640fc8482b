/// A payment through the product's own face, beside Kill Bill's published figure.
@NullMarked
package org.tsudoi.bench.payments;

import org.jspecify.annotations.NullMarked;
