package town.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import town.weather.Mode;

/// News on its way to one address.
///
/// @param event id of the news
/// @param twist what the weather does to it
/// @param due when it is tried (again); null: no more
/// @param answer what came back last: a status, or what went wrong
public record Parcel(
        String id,
        long number,
        String event,
        String type,
        String url,
        String body,
        @Nullable Mode twist,
        int attempts,
        @Nullable Instant due,
        @Nullable Instant last,
        @Nullable String answer,
        boolean delivered) {

    Parcel arrived(Instant at, String status) {
        return new Parcel(id, number, event, type, url, body, twist, attempts + 1, null, at, status, true);
    }

    Parcel failed(Instant at, String why, @Nullable Instant next) {
        return new Parcel(id, number, event, type, url, body, twist, attempts + 1, next, at, why, false);
    }

    Parcel again(Instant at) {
        return new Parcel(id, number, event, type, url, body, null, attempts, at, last, answer, false);
    }
}
