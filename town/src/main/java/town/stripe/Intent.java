package town.stripe;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payment intent.
///
/// @param session the checkout session it belongs to, if any
/// @param asking who is asked by the card's issuer at the moment
/// @param charge the latest attempt
record Intent(
        String id,
        String secret,
        Instant created,
        long amount,
        String currency,
        boolean manualCapture,
        Map<String, String> metadata,
        @Nullable String description,
        @Nullable String receiptEmail,
        @Nullable String session,
        @Nullable String returnUrl,
        Status status,
        @Nullable String method,
        @Nullable Asking asking,
        @Nullable String charge,
        @Nullable Failure failure,
        @Nullable Cancelled cancelled,
        long received,
        @Nullable Owner owner,
        @Nullable Konbini konbini) {

    enum Status {
        REQUIRES_PAYMENT_METHOD,
        REQUIRES_CONFIRMATION,
        REQUIRES_ACTION,
        REQUIRES_CAPTURE,
        SUCCEEDED,
        CANCELED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param keepsMethod whether the card is kept for the customer once it has paid
    record Owner(String customer, boolean keepsMethod) {}

    /// Numbers to be paid by in cash at a store.
    ///
    /// @param chain where it was paid; null: not yet
    record Konbini(
            String name,
            String email,
            Instant expiresAt,
            String code,
            String confirmation,
            @Nullable String chain) {}

    record Asking(TestCard card, Payer payer) {}

    record Cancelled(Instant at, String reason) {}

    boolean isOver() {
        return status == Status.SUCCEEDED || status == Status.CANCELED;
    }

    /// With a card named but not yet charged.
    Intent holding(String methodId) {
        return change(Status.REQUIRES_CONFIRMATION, methodId, null, charge, null, null, 0);
    }

    Intent returningTo(@Nullable String url) {
        return change(url, konbini, status, method, asking, charge, failure, cancelled, received);
    }

    Intent issued(String methodId, Konbini numbers) {
        return change(Status.REQUIRES_ACTION, methodId, null, charge, null, null, 0)
                .with(numbers);
    }

    Intent paidAt(String chain) {
        return konbini == null
                ? this
                : with(new Konbini(
                        konbini.name(),
                        konbini.email(),
                        konbini.expiresAt(),
                        konbini.code(),
                        konbini.confirmation(),
                        chain));
    }

    private Intent with(Konbini numbers) {
        return change(returnUrl, numbers, status, method, asking, charge, failure, cancelled, received);
    }

    Intent asking(String methodId, Asking who) {
        return change(Status.REQUIRES_ACTION, methodId, who, charge, null, null, 0);
    }

    Intent failed(@Nullable String chargeId, Failure why) {
        return change(Status.REQUIRES_PAYMENT_METHOD, null, null, chargeId, why, null, 0);
    }

    Intent authorised(String methodId, String chargeId) {
        return change(Status.REQUIRES_CAPTURE, methodId, null, chargeId, null, null, 0);
    }

    Intent succeeded(@Nullable String methodId, @Nullable String chargeId, long amountReceived) {
        return change(Status.SUCCEEDED, methodId, null, chargeId, null, null, amountReceived);
    }

    Intent cancelled(Instant at, String reason) {
        return change(Status.CANCELED, method, null, charge, failure, new Cancelled(at, reason), 0);
    }

    private Intent change(
            Status next,
            @Nullable String methodId,
            @Nullable Asking who,
            @Nullable String chargeId,
            @Nullable Failure why,
            @Nullable Cancelled end,
            long amountReceived) {
        return change(returnUrl, konbini, next, methodId, who, chargeId, why, end, amountReceived);
    }

    private Intent change(
            @Nullable String url,
            @Nullable Konbini numbers,
            Status next,
            @Nullable String methodId,
            @Nullable Asking who,
            @Nullable String chargeId,
            @Nullable Failure why,
            @Nullable Cancelled end,
            long amountReceived) {
        return new Intent(
                id,
                secret,
                created,
                amount,
                currency,
                manualCapture,
                metadata,
                description,
                receiptEmail,
                session,
                url,
                next,
                methodId,
                who,
                chargeId,
                why,
                end,
                amountReceived,
                owner,
                numbers);
    }
}
