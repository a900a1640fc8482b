package town.courier;

import java.net.http.HttpRequest;
import java.time.Instant;

/// How a provider puts its news into a request: headers, signature, and what a forger would make of it.
@FunctionalInterface
public interface Sealing {
    /// @param at the time that is signed, which in some weather is long ago
    HttpRequest.Builder seal(Parcel parcel, Instant at);
}
