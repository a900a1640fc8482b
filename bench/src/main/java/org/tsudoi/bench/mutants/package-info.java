/// Deliberate bugs in the ledger, each of which the tests must catch.
@NullMarked
package org.tsudoi.bench.mutants;

import org.jspecify.annotations.NullMarked;
