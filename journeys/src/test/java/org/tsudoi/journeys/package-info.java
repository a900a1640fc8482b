/// The product and Town as processes of their own, played through a real browser, raced and killed.
@NullMarked
package org.tsudoi.journeys;

import org.jspecify.annotations.NullMarked;
