/// A meeting that somebody made elsewhere, by the link that they typed.
@NullMarked
package org.tsudoi.meetings.link;

import org.jspecify.annotations.NullMarked;
