/// The room, used as browsers use it.
@NullMarked
package org.tsudoi.meetings.room;

import org.jspecify.annotations.NullMarked;
