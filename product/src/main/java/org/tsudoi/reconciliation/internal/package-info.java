/// How accounts of the same money are compared and differences kept.
@NullMarked
package org.tsudoi.reconciliation.internal;

import org.jspecify.annotations.NullMarked;
