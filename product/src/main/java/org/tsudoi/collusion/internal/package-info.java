/// How groups are found and weighed, and how cases are kept.
@NullMarked
package org.tsudoi.collusion.internal;

import org.jspecify.annotations.NullMarked;
