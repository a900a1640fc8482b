package org.tsudoi.payments.paypay;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;

/// Reads PayPay's codes, payments and refunds. Whatever is not exactly understood is nothing: never taken for paid, nor
/// for failed.
final class PayPayReading {
    /// Our reference of the order stands at the end of what the buyer reads: it is the one field of words that PayPay
    /// gives back.
    private static final Pattern DESCRIPTION = Pattern.compile("(?s).*\\(([^()]{1,60})\\)");

    private PayPayReading() {}

    static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }

    static String description(String title, String orderReference, int lengthMax) {
        var tail = " (" + orderReference + ")";
        int room = lengthMax - tail.length();
        int end = Math.min(title.length(), room);
        if (end > 0 && Character.isHighSurrogate(title.charAt(end - 1))) end--;
        return title.substring(0, end) + tail;
    }

    private static @Nullable String orderReference(JsonNode object) {
        var description = DESCRIPTION.matcher(object.path("orderDescription").asString(""));
        return description.matches() ? description.group(1) : null;
    }

    private static @Nullable PaymentId payment(JsonNode object) {
        return Optional.ofNullable(text(object, "merchantPaymentId"))
                .flatMap(PaymentId::parse)
                .orElse(null);
    }

    /// Of a code as it was made: nobody can have paid yet.
    static Optional<Seen> made(JsonNode code) {
        var id = text(code, "codeId");
        var url = text(code, "url");
        if (id == null || url == null) return Optional.empty();
        var reference = new PayPayReference(id, url, asked(code));
        return Optional.of(seen(code, reference, new Status.Open(url, null)));
    }

    private static PayPayReference.@Nullable Asked asked(JsonNode code) {
        var order = orderReference(code);
        var amount = yen(code);
        var expires = code.path("expiryDate");
        return order == null || amount == null || !expires.isIntegralNumber()
                ? null
                : new PayPayReference.Asked(order, amount.minorUnits(), Instant.ofEpochSecond(expires.asLong()));
    }

    /// Of a code that PayPay knows no payment of: nobody has opened it, or ever will.
    static Optional<Seen> unopened(PayPayReference reference, PaymentId payment, Instant now) {
        var asked = reference.asked();
        if (asked == null) return Optional.empty();
        var status = now.isBefore(asked.expiresAt()) ? new Status.Open(reference.url(), null) : new Status.Closed();
        return Optional.of(
                new Seen(reference.toString(), asked.orderReference(), payment, Money.jpy(asked.yen()), status));
    }

    static Optional<Seen> seen(JsonNode payment, PayPayReference reference) {
        return status(payment, reference).map(status -> seen(payment, reference, status));
    }

    private static Seen seen(JsonNode object, PayPayReference reference, Status status) {
        return new Seen(reference.toString(), orderReference(object), payment(object), yen(object), status);
    }

    private static Optional<Status> status(JsonNode payment, PayPayReference reference) {
        return switch (payment.path("status").asString("")) {
            case "CREATED" -> Optional.of(new Status.Open(reference.url(), null));
            // Blocked and not taken, which we never ask for.
            case "AUTHORIZED", "REAUTHORIZING" -> Optional.of(new Status.Processing());
            case "COMPLETED", "REFUNDED" -> paid(payment);
            case "FAILED", "CANCELED", "EXPIRED" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }

    /// No fee is ever told by this API: PayPay keeps it when it pays out, and says it in its monthly statement.
    private static Optional<Status> paid(JsonNode payment) {
        var id = text(payment, "paymentId");
        var amount = yen(payment);
        var at = payment.path("acceptedAt");
        if (id == null || amount == null || !at.isIntegralNumber()) return Optional.empty();
        return Optional.of(
                new Status.Paid(amount, Money.zero(amount.currency()), id, Instant.ofEpochSecond(at.asLong())));
    }

    private static @Nullable Money yen(JsonNode object) {
        var amount = object.path("amount");
        var number = amount.path("amount");
        return number.isIntegralNumber()
                        && number.canConvertToLong()
                        && amount.path("currency").asString("").equals("JPY")
                ? Money.jpy(number.asLong())
                : null;
    }

    static Optional<RefundSeen> refund(JsonNode refund) {
        var name = text(refund, "merchantRefundId");
        var payment = text(refund, "paymentId");
        var amount = yen(refund);
        var status = refundStatus(refund);
        if (name == null || payment == null || amount == null || status.isEmpty()) return Optional.empty();
        var ours = PayPayRefundName.parse(name);
        return Optional.of(new RefundSeen(
                payment + "/" + name,
                ours.map(PayPayRefundName::id).orElse(null),
                ours.map(PayPayRefundName::attempt).orElse(0),
                amount,
                status.get()));
    }

    private static Optional<RefundStatus> refundStatus(JsonNode refund) {
        return switch (refund.path("status").asString("")) {
            case "CREATED" -> Optional.of(new RefundStatus.Pending());
            case "REFUNDED" -> Optional.of(new RefundStatus.Succeeded());
            case "FAILED" -> Optional.of(new RefundStatus.Failed("FAILED"));
            default -> Optional.empty();
        };
    }
}
