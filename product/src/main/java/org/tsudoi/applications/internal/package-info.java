/// How lines are kept, and what becomes of who stands in them.
@NullMarked
package org.tsudoi.applications.internal;

import org.jspecify.annotations.NullMarked;
