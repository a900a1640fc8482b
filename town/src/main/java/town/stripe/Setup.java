package town.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A setup intent: a card that is to be kept for a customer without being charged.
///
/// @param asking what the issuer was asked with, until it is answered
record Setup(
        String id,
        String secret,
        Instant created,
        String customer,
        String session,
        Map<String, String> metadata,
        Status status,
        @Nullable String method,
        Intent.@Nullable Asking asking,
        @Nullable Failure failure) {
    enum Status {
        REQUIRES_PAYMENT_METHOD,
        REQUIRES_ACTION,
        SUCCEEDED,
        CANCELED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Setup asking(Intent.Asking with) {
        return new Setup(id, secret, created, customer, session, metadata, Status.REQUIRES_ACTION, null, with, null);
    }

    Setup failed(Failure why) {
        return new Setup(
                id, secret, created, customer, session, metadata, Status.REQUIRES_PAYMENT_METHOD, null, null, why);
    }

    Setup succeeded(String kept) {
        return new Setup(id, secret, created, customer, session, metadata, Status.SUCCEEDED, kept, null, null);
    }

    Setup cancelled() {
        return new Setup(id, secret, created, customer, session, metadata, Status.CANCELED, null, null, failure);
    }
}
