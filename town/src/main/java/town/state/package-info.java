/// What Town remembers, in memory while it runs and in a directory between starts, and the clock it lives by.
@NullMarked
package town.state;

import org.jspecify.annotations.NullMarked;
