package town.zoom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One time that a meeting was held.
///
/// @param ended null while it goes on
record Sitting(
        String uuid,
        long meeting,
        Instant startedAt,
        @Nullable Instant ended) {
    boolean goesOn() {
        return ended == null;
    }
}
