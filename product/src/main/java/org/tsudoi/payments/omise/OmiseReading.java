package org.tsudoi.payments.omise;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;

/// Reads Omise's objects. Whatever is not exactly understood is nothing: never taken for paid, nor for failed.
final class OmiseReading {
    private static final Currency BAHT = Currency.getInstance("THB");

    private OmiseReading() {}

    static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }

    private static @Nullable String ours(JsonNode object, String key) {
        return text(object.path("metadata"), key);
    }

    static @Nullable PaymentId payment(JsonNode charge) {
        return Optional.ofNullable(ours(charge, OmiseAdapter.OUR_PAYMENT))
                .flatMap(PaymentId::parse)
                .orElse(null);
    }

    static @Nullable RefundId refundId(JsonNode refund) {
        return Optional.ofNullable(ours(refund, OmiseAdapter.OUR_REFUND))
                .flatMap(RefundId::parse)
                .orElse(null);
    }

    static Optional<Seen> seen(JsonNode charge) {
        var id = text(charge, "id");
        return id == null
                ? Optional.empty()
                : status(charge, id)
                        .map(it -> new Seen(
                                id,
                                ours(charge, OmiseAdapter.OUR_ORDER),
                                payment(charge),
                                money(charge, "amount"),
                                it));
    }

    private static Optional<Status> status(JsonNode charge, String id) {
        return switch (charge.path("status").asString("")) {
            case "pending" -> pending(charge);
            case "successful" -> paid(charge, id);
            // What was declined in a bank's app cannot be tried again on the same charge.
            case "failed", "expired", "reversed" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }

    private static Optional<Status> pending(JsonNode charge) {
        if (charge.path("authorized").asBoolean(false)) return Optional.of(new Status.Processing());
        var source = charge.path("source");
        return switch (source.path("flow").asString("")) {
            case "offline" -> {
                var picture = text(source.path("scannable_code").path("image"), "download_uri");
                var until = time(charge, "expires_at");
                yield picture == null || until == null
                        ? Optional.empty()
                        : Optional.of(new Status.Issued(new Instructions.ScannedCode(picture, until)));
            }
            case "redirect", "app_redirect" ->
                Optional.ofNullable(text(charge, "authorize_uri")).map(uri -> new Status.Open(uri, null));
            default -> Optional.empty();
        };
    }

    /// What Omise keeps is its fee and the tax on that.
    private static Optional<Status> paid(JsonNode charge, String id) {
        var amount = money(charge, "amount");
        var fee = money(charge, "fee");
        var tax = money(charge, "fee_vat");
        var at = time(charge, "paid_at");
        if (!charge.path("paid").asBoolean(false) || amount == null || at == null) return Optional.empty();
        var kept = fee == null || tax == null
                ? null
                : new Money(Math.addExact(fee.minorUnits(), tax.minorUnits()), amount.currency());
        return Optional.of(new Status.Paid(amount, kept, id, at));
    }

    static Optional<RefundSeen> refund(JsonNode refund) {
        var reference = refundReference(refund);
        var amount = money(refund, "amount");
        var status = refundStatus(refund);
        return reference == null || amount == null || status.isEmpty()
                ? Optional.empty()
                : Optional.of(new RefundSeen(reference, refundId(refund), attempt(refund), amount, status.get()));
    }

    /// A refund is found beneath its charge only, so that our name of it holds both.
    static @Nullable String refundReference(JsonNode refund) {
        var id = text(refund, "id");
        var charge = text(refund, "charge");
        return id == null || charge == null ? null : charge + "/refunds/" + id;
    }

    private static int attempt(JsonNode refund) {
        var attempt = ours(refund, OmiseAdapter.OUR_ATTEMPT);
        return attempt != null && attempt.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(attempt) : 0;
    }

    private static Optional<RefundStatus> refundStatus(JsonNode refund) {
        var status = refund.path("status").asString("");
        return switch (status) {
            case "pending" -> Optional.of(new RefundStatus.Pending());
            case "closed" -> Optional.of(new RefundStatus.Succeeded());
            case "failed" -> Optional.of(new RefundStatus.Failed(status));
            default -> Optional.empty();
        };
    }

    /// In the smallest unit, which of baht is the satang.
    static @Nullable Money money(JsonNode object, String field) {
        var amount = object.path(field);
        return amount.isIntegralNumber()
                        && amount.canConvertToLong()
                        && amount.asLong() >= 0
                        && object.path("currency")
                                .asString("")
                                .toUpperCase(Locale.ROOT)
                                .equals("THB")
                ? new Money(amount.asLong(), BAHT)
                : null;
    }

    static @Nullable Instant time(JsonNode object, String field) {
        var written = text(object, field);
        try {
            return written == null ? null : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
