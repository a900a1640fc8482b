package town.komoju;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A hosted page on which the customer chooses how to pay.
///
/// @param ended when it was completed or cancelled
record Session(
        String id,
        Instant created,
        Status status,
        Wanted wanted,
        Instant expires,
        @Nullable String payment,
        @Nullable Instant ended) {
    enum Status {
        PENDING,
        COMPLETED,
        CANCELLED,
        EXPIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Wanted(
            long amount,
            String returnUrl,
            String locale,
            List<String> paymentTypes,
            @Nullable String email,
            @Nullable String externalOrderNum,
            Map<String, String> metadata) {}

    Session in(Status next, @Nullable String madePayment, Instant at) {
        return new Session(id, created, next, wanted, expires, madePayment, at);
    }

    /// Where the customer goes back to, whatever came of it.
    String backTo() {
        var url = wanted.returnUrl();
        return url + (url.contains("?") ? "&" : "?") + "session_id=" + id;
    }
}
