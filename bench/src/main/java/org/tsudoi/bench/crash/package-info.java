/// The ledger killed under load: processes are ended with SIGKILL, and what had been answered must be on the
/// books.
@NullMarked
package org.tsudoi.bench.crash;

import org.jspecify.annotations.NullMarked;
