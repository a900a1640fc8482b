@NullMarked
package org.tsudoi.bench.mutants;

import org.jspecify.annotations.NullMarked;
