/// The pages of the built-in meeting room.
@NullMarked
package org.tsudoi.web.room;

import org.jspecify.annotations.NullMarked;
