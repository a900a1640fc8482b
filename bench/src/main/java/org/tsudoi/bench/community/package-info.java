/// A year of a community, with what each of its members was charged.
@NullMarked
package org.tsudoi.bench.community;

import org.jspecify.annotations.NullMarked;
