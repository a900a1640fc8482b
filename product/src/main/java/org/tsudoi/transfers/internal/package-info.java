/// How giving is kept.
@NullMarked
package org.tsudoi.transfers.internal;

import org.jspecify.annotations.NullMarked;
