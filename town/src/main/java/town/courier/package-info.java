/// Brings news to whoever listens, again and again until it is taken, in whatever way the weather wants it.
@NullMarked
package town.courier;

import org.jspecify.annotations.NullMarked;
