/// Pictures made by the product: what an event shows when its organiser gave none. The same theme and seed draw
/// the same.
@NullMarked
package org.tsudoi.web.art;

import org.jspecify.annotations.NullMarked;
