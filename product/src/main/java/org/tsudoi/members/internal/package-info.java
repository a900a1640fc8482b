/// How the faces of `members` are kept.
@NullMarked
package org.tsudoi.members.internal;

import org.jspecify.annotations.NullMarked;
