/// The outside world in one small process: providers that speak their real protocols, and pages to play with them.
@NullMarked
package town;

import org.jspecify.annotations.NullMarked;
