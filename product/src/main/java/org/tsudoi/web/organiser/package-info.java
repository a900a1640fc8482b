/// Pages of whoever offers events: the month at a glance, making and changing events, orders, people inside.
@NullMarked
package org.tsudoi.web.organiser;

import org.jspecify.annotations.NullMarked;
