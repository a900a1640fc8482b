/// The room built in: browsers meet each other, this program introduces them.
@NullMarked
package org.tsudoi.meetings.room;

import org.jspecify.annotations.NullMarked;
