@NullMarked
package org.tsudoi.bench.rush;

import org.jspecify.annotations.NullMarked;
