@NullMarked
package org.tsudoi.bench.reference;

import org.jspecify.annotations.NullMarked;
