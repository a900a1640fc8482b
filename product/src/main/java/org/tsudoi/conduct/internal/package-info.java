/// Works out what is left to do for a decision, and does it.
@NullMarked
package org.tsudoi.conduct.internal;

import org.jspecify.annotations.NullMarked;
