/// The ledger: posting, holding, reading, beside pgbench and pgledger.
@NullMarked
package org.tsudoi.bench.ledger;

import org.jspecify.annotations.NullMarked;
