/// Everybody wants the same seats at once: the whole way over HTTP, the product as it is started, and what it costs.
@NullMarked
package org.tsudoi.bench.rush;

import org.jspecify.annotations.NullMarked;
