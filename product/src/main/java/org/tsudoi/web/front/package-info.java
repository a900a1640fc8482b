/// The pages that stand still: the front door, the legal notice, privacy and trust.
@NullMarked
package org.tsudoi.web.front;

import org.jspecify.annotations.NullMarked;
