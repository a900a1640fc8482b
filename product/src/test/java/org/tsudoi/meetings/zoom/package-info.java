/// Zoom, as Town plays it.
@NullMarked
package org.tsudoi.meetings.zoom;

import org.jspecify.annotations.NullMarked;
