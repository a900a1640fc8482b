/// How the fee is asked for, and what becomes of it.
@NullMarked
package org.tsudoi.registrations.internal;

import org.jspecify.annotations.NullMarked;
