package org.tsudoi.payments.komoju;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Instructions;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;

/// Reads KOMOJU's payments. Whatever is not exactly understood is nothing: never taken for paid, nor for failed.
final class KomojuReading {
    private KomojuReading() {}

    static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }

    static @Nullable PaymentId payment(JsonNode object) {
        return Optional.ofNullable(text(object, "external_order_num"))
                .flatMap(PaymentId::parse)
                .orElse(null);
    }

    static Optional<Seen> seen(JsonNode payment) {
        var id = text(payment, "id");
        return id == null
                ? Optional.empty()
                : status(payment, id)
                        .map(it -> new Seen(
                                id,
                                text(payment.path("metadata"), KomojuAdapter.OUR_ORDER),
                                payment(payment),
                                asked(payment),
                                it));
    }

    /// The words mean something else than for cards: authorized is a number that nobody has paid yet.
    private static Optional<Status> status(JsonNode payment, String id) {
        if (!payment.path("payment_details").path("type").asString("").equals("konbini")) return Optional.empty();
        return switch (payment.path("status").asString("")) {
            case "pending", "authorized" -> issued(payment);
            // What was given back was paid before.
            case "captured", "refunded" -> paid(payment, id);
            case "cancelled", "expired", "failed" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }

    private static Optional<Status> issued(JsonNode payment) {
        var details = payment.path("payment_details");
        var chain = text(details, "store");
        var number = text(details, "receipt");
        var until = time(payment, "payment_deadline");
        var onTop = yen(payment, "payment_method_fee");
        return chain == null || number == null || until == null
                ? Optional.empty()
                : Optional.of(new Status.Issued(new Instructions.StoreNumber(
                        chain,
                        number,
                        text(details, "confirmation_code"),
                        text(details, "instructions_url"),
                        until,
                        onTop == null || onTop.isZero() ? null : onTop)));
    }

    /// What the customer paid on top for the way of paying is KOMOJU's and no part of the price. KOMOJU's own charge
    /// is in no answer of this API: it is taken from the monthly settlement.
    private static Optional<Status> paid(JsonNode payment, String id) {
        var total = yen(payment, "total");
        var onTop = yen(payment, "payment_method_fee");
        var at = time(payment, "captured_at");
        if (total == null || onTop == null || at == null) return Optional.empty();
        var amount = new Money(total.minorUnits() - onTop.minorUnits(), total.currency());
        return Optional.of(new Status.Paid(amount, new Money(0, total.currency()), id, at));
    }

    private static @Nullable Money asked(JsonNode payment) {
        var amount = yen(payment, "amount");
        var tax = yen(payment, "tax");
        return amount == null || tax == null
                ? null
                : new Money(Math.addExact(amount.minorUnits(), tax.minorUnits()), amount.currency());
    }

    static @Nullable Money yen(JsonNode payment, String field) {
        var amount = signedYen(payment, field);
        return amount == null || amount.isNegative() ? null : amount;
    }

    /// Sums, in which more may have been given back than was taken.
    static @Nullable Money signedYen(JsonNode sums, String field) {
        var amount = sums.path(field);
        return amount.isIntegralNumber()
                        && amount.canConvertToInt()
                        && sums.path("currency").asString("").equals("JPY")
                ? new Money(amount.asInt(), Currency.getInstance("JPY"))
                : null;
    }

    static @Nullable Instant time(JsonNode payment, String field) {
        var written = text(payment, field);
        try {
            return written == null ? null : OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
