/// How news leaves Town: signed by whoever sends it, tried again until it is taken, and in every weather.
@NullMarked
package town.webhook;

import org.jspecify.annotations.NullMarked;
