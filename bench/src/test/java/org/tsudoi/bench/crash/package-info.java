@NullMarked
package org.tsudoi.bench.crash;

import org.jspecify.annotations.NullMarked;
