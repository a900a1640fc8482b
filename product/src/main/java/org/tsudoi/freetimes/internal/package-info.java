/// How free times are found, and bookings and read calendars kept.
@NullMarked
package org.tsudoi.freetimes.internal;

import org.jspecify.annotations.NullMarked;
