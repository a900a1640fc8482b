package town.stripe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import town.weather.Mode;

/// An event on its way to an endpoint.
///
/// @param twist what the weather does to it
/// @param due when it is tried (again); null: no more
/// @param answer what came back last: a status, or what went wrong
record Delivery(
        String id,
        long number,
        String event,
        String type,
        String endpoint,
        String url,
        @Nullable Mode twist,
        int attempts,
        @Nullable Instant due,
        @Nullable Instant last,
        @Nullable String answer,
        boolean delivered) {

    Delivery arrived(Instant at, String status) {
        return new Delivery(id, number, event, type, endpoint, url, twist, attempts + 1, null, at, status, true);
    }

    Delivery failed(Instant at, String why, @Nullable Instant next) {
        return new Delivery(id, number, event, type, endpoint, url, twist, attempts + 1, next, at, why, false);
    }

    Delivery again(Instant at) {
        return new Delivery(id, number, event, type, endpoint, url, null, attempts, at, last, answer, false);
    }
}
