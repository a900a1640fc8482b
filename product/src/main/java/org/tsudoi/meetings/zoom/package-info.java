/// Zoom, by its API for meetings and registrants.
@NullMarked
package org.tsudoi.meetings.zoom;

import org.jspecify.annotations.NullMarked;
