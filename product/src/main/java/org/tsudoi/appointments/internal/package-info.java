/// How places and bookings are kept in step.
@NullMarked
package org.tsudoi.appointments.internal;

import org.jspecify.annotations.NullMarked;
