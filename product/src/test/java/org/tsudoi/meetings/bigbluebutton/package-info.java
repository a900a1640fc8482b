@NullMarked
package org.tsudoi.meetings.bigbluebutton;

import org.jspecify.annotations.NullMarked;
