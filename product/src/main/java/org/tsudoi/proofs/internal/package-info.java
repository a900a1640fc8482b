/// How the log is kept.
@NullMarked
package org.tsudoi.proofs.internal;

import org.jspecify.annotations.NullMarked;
