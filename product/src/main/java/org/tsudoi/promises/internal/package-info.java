/// How it is kept.
@NullMarked
package org.tsudoi.promises.internal;

import org.jspecify.annotations.NullMarked;
