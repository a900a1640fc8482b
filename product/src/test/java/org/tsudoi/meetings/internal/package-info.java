/// Meetings and admissions as they are kept.
@NullMarked
package org.tsudoi.meetings.internal;

import org.jspecify.annotations.NullMarked;
