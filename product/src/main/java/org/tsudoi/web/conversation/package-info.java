/// The thread of an order on pages: its buyer's, by the order's link, and its organiser's.
@NullMarked
package org.tsudoi.web.conversation;

import org.jspecify.annotations.NullMarked;
