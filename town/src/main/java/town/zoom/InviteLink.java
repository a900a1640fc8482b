package town.zoom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link made for one person by name.
///
/// @param expires null: never
record InviteLink(
        String token, long meeting, String name, @Nullable Instant expires) {
    boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
