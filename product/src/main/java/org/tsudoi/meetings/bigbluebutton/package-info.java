/// BigBlueButton: a meeting is made when the first one comes, and is asked who is inside while it goes on.
@NullMarked
package org.tsudoi.meetings.bigbluebutton;

import org.jspecify.annotations.NullMarked;
