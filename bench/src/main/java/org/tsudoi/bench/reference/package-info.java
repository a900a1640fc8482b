/// What the product is measured against on the same server.
@NullMarked
package org.tsudoi.bench.reference;

import org.jspecify.annotations.NullMarked;
