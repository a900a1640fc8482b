/// A Jitsi Meet of somebody's own that lets in whoever shows a token of the one application it knows.
@NullMarked
package town.jitsi;

import org.jspecify.annotations.NullMarked;
