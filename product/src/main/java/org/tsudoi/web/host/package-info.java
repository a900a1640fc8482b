/// Pages of whoever leads an event without owning it: who comes, who is inside, the way in. Nothing of money.
@NullMarked
package org.tsudoi.web.host;

import org.jspecify.annotations.NullMarked;
