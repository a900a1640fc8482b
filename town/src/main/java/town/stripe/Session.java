package town.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A checkout session.
///
/// @param intent the payment intent, or the setup intent of one that only keeps a card; made when a card is first
/// entered
/// @param payer who paid, once paid
record Session(
        String id,
        Instant created,
        Instant expiresAt,
        Wanted wanted,
        Status status,
        @Nullable String intent,
        @Nullable Payer payer) {

    enum Status {
        OPEN,
        COMPLETE,
        EXPIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the shop asked for; never changes.
    record Wanted(
            String currency,
            List<Line> lines,
            String successUrl,
            @Nullable String cancelUrl,
            @Nullable String clientReferenceId,
            @Nullable String customerEmail,
            @Nullable String locale,
            @Nullable String submitType,
            Map<String, String> metadata,
            boolean manualCapture,
            @Nullable String intentDescription,
            Map<String, String> intentMetadata,
            @Nullable Extras extras) {
        /// Who is asked for nothing that the shop has told.
        @Nullable
        String payerEmail() {
            return customerEmail == null && extras != null ? extras.email() : customerEmail;
        }

        @Nullable
        String customer() {
            return extras == null ? null : extras.customer();
        }

        boolean takesInstalments() {
            return extras != null && extras.instalments();
        }

        /// Nothing is sold: a card is to be kept.
        boolean isSetup() {
            return lines.isEmpty();
        }

        long total() {
            return lines.stream().mapToLong(Line::total).sum();
        }
    }

    /// @param email       of the customer
    /// @param keepsMethod whether the card is kept for the customer
    /// @param instalments whether cards of Japan may be paid in parts
    record Extras(@Nullable String customer, @Nullable String email, boolean keepsMethod, boolean instalments) {}

    record Line(
            String id,
            String price,
            String product,
            String name,
            @Nullable String description,
            long unitAmount,
            long quantity,
            Map<String, String> metadata) {
        long total() {
            return Math.multiplyExact(unitAmount, quantity);
        }
    }

    boolean isOpen() {
        return status == Status.OPEN;
    }

    Session trying(String intentId) {
        return new Session(id, created, expiresAt, wanted, status, intentId, payer);
    }

    Session completed(Payer by) {
        return new Session(id, created, expiresAt, wanted, Status.COMPLETE, intent, by);
    }

    Session expired(Instant at) {
        return new Session(id, created, at, wanted, Status.EXPIRED, intent, payer);
    }
}
