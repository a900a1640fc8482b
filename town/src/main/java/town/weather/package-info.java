/// The weather between the providers and whoever calls them: slow, failing, cut off, out of order, at will.
@NullMarked
package town.weather;

import org.jspecify.annotations.NullMarked;
