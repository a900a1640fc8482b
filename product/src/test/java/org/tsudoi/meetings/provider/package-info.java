/// What every meeting provider's adapter has to keep.
@NullMarked
package org.tsudoi.meetings.provider;

import org.jspecify.annotations.NullMarked;
