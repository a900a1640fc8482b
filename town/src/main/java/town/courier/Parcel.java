package town.courier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import town.weather.Mode;

/// News on its way to one address.
///
/// @param news the name of what happened, the same however often it is sent
/// @param twist what the weather does to it
/// @param due when it is tried (again); null: no more
/// @param answer what came back last: a status, or what went wrong
public record Parcel(
        String id,
        long number,
        String news,
        String type,
        String body,
        String url,
        @Nullable Mode twist,
        int attempts,
        @Nullable Instant due,
        @Nullable Instant last,
        @Nullable String answer,
        boolean delivered) {

    Parcel arrived(Instant at, String status) {
        return tried(null, at, status, true);
    }

    Parcel failed(Instant at, String why, @Nullable Instant next) {
        return tried(next, at, why, false);
    }

    private Parcel tried(@Nullable Instant next, Instant at, String why, boolean taken) {
        return new Parcel(id, number, news, type, body, url, twist, attempts + 1, next, at, why, taken);
    }

    Parcel again(Instant at) {
        return new Parcel(id, number, news, type, body, url, null, attempts, at, last, answer, false);
    }

    /// Whether it says what never happened.
    public boolean isForged() {
        return twist == Mode.WEBHOOK_FORGED;
    }
}
