/// How memberships are kept and what is to be done about each.
@NullMarked
package org.tsudoi.memberships.internal;

import org.jspecify.annotations.NullMarked;
