/// Jitsi Meet with personal tokens.
@NullMarked
package org.tsudoi.meetings.jitsi;

import org.jspecify.annotations.NullMarked;
