/// A BigBlueButton server of somebody's own: whoever knows its secret makes meetings and sends people into them.
@NullMarked
package town.bigbluebutton;

import org.jspecify.annotations.NullMarked;
