/// Measures the product beside its references. A benchmark is a class that implements [Benchmark]; `./tsudoi bench`
/// finds it.
@NullMarked
package org.tsudoi.bench;

import org.jspecify.annotations.NullMarked;
