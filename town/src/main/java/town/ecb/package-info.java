/// The European Central Bank's euro foreign exchange reference rates: one file, new on each working day.
@NullMarked
package town.ecb;

import org.jspecify.annotations.NullMarked;
