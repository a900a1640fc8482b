/// The queue in front of an event's order form, for the minutes when more people come at once than can be served.
@NullMarked
package org.tsudoi.web.queue;

import org.jspecify.annotations.NullMarked;
