package org.tsudoi.payments.paypal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.Kept;
import org.tsudoi.payments.provider.PaymentProvider.KeptLater;
import org.tsudoi.payments.provider.PaymentProvider.KeptWallet;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;

/// Reads PayPal's orders, captures and refunds. Whatever is not exactly understood is nothing: never taken for paid,
/// nor for failed.
final class PayPalReading {
    /// It pays all the same, and its owner knows when they agreed to that.
    private static final String NO_ACCOUNT = "***";

    private PayPalReading() {}

    static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }

    static @Nullable PaymentId payment(JsonNode object) {
        return Optional.ofNullable(text(object, "invoice_id"))
                .flatMap(PaymentId::parse)
                .orElse(null);
    }

    static @Nullable Instant time(JsonNode object, String field) {
        try {
            return OffsetDateTime.parse(object.path(field).asString("")).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// The last step of the address that the link leads to.
    static @Nullable String linked(JsonNode object, String rel) {
        var href = link(object, rel);
        return href == null ? null : href.substring(href.lastIndexOf('/') + 1);
    }

    static @Nullable String link(JsonNode object, String rel) {
        for (var link : object.path("links")) {
            if (link.path("rel").asString("").equals(rel)) return text(link, "href");
        }
        return null;
    }

    /// @param page where a buyer approves the order of that name
    static Optional<Seen> seen(JsonNode order, UnaryOperator<String> page) {
        var id = text(order, "id");
        var units = order.path("purchase_units");
        if (id == null || units.size() != 1) return Optional.empty();
        var unit = units.path(0);
        return status(order, unit, page.apply(id))
                .map(status -> new Seen(
                        id, text(unit, "custom_id"), payment(unit), PayPalAmount.read(unit.path("amount")), status));
    }

    private static Optional<Status> status(JsonNode order, JsonNode unit, String page) {
        return switch (order.path("status").asString("")) {
            case "CREATED", "SAVED", "PAYER_ACTION_REQUIRED" -> {
                var url = link(order, "payer-action");
                if (url == null) url = link(order, "approve");
                yield Optional.of(new Status.Open(url == null ? page : url, null));
            }
            case "APPROVED" -> Optional.of(new Status.Approved(page));
            case "VOIDED" -> Optional.of(new Status.Closed());
            case "COMPLETED" -> {
                var captures = unit.path("payments").path("captures");
                yield captures.size() == 1
                        ? captured(captures.path(0), kept(order).orElse(null))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /// What was given back of it later does not make it less paid; what was turned down leaves an order that nobody can
    /// pay any more.
    private static Optional<Status> captured(JsonNode capture, @Nullable Kept kept) {
        return switch (capture.path("status").asString("")) {
            case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> {
                var id = text(capture, "id");
                var amount = PayPalAmount.read(capture.path("amount"));
                var at = time(capture, "create_time");
                if (id == null || amount == null || at == null) yield Optional.empty();
                var fee = PayPalAmount.read(
                        capture.path("seller_receivable_breakdown").path("paypal_fee"));
                yield Optional.of(new Status.Paid(amount, fee, id, at, null, kept));
            }
            case "PENDING" -> Optional.of(new Status.Processing());
            case "DECLINED", "FAILED" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }

    /// The wallet that the order was paid from, where it is kept for its payer, or will be.
    static Optional<Kept> kept(JsonNode order) {
        var paypal = order.path("payment_source").path("paypal");
        var vault = paypal.path("attributes").path("vault");
        var id = text(vault, "id");
        var customer = text(vault.path("customer"), "id");
        var account = text(paypal, "email_address");
        if (id != null && customer != null) {
            return Optional.of(new KeptWallet(customer, id, account == null ? NO_ACCOUNT : masked(account)));
        }
        return vault.path("status").asString("").equals("APPROVED") ? Optional.of(new KeptLater()) : Optional.empty();
    }

    /// One that was kept without a payment.
    static Optional<KeptWallet> wallet(JsonNode token) {
        var id = text(token, "id");
        var customer = text(token.path("customer"), "id");
        var account = text(token.path("payment_source").path("paypal"), "email_address");
        return id == null || customer == null
                ? Optional.empty()
                : Optional.of(new KeptWallet(customer, id, account == null ? NO_ACCOUNT : masked(account)));
    }

    /// Enough for its owner to know it again; the rest is not taken in.
    private static String masked(String account) {
        int at = account.lastIndexOf('@');
        return at < 1
                ? NO_ACCOUNT
                : account.substring(0, account.offsetByCodePoints(0, 1)) + "***" + account.substring(at);
    }

    /// The order that a capture belongs to.
    static @Nullable String orderOf(JsonNode capture) {
        var named = text(capture.path("supplementary_data").path("related_ids"), "order_id");
        return named == null ? linked(capture, "up") : named;
    }

    static Optional<RefundSeen> refund(JsonNode refund) {
        var id = text(refund, "id");
        var amount = PayPalAmount.read(refund.path("amount"));
        var status = refundStatus(refund);
        if (id == null || amount == null || status.isEmpty()) return Optional.empty();
        var name = PayPalRefundName.parse(text(refund, "custom_id"));
        return Optional.of(new RefundSeen(
                id,
                name.map(PayPalRefundName::id).orElse(null),
                name.map(PayPalRefundName::attempt).orElse(0),
                amount,
                status.get()));
    }

    static @Nullable RefundId refundId(JsonNode refund) {
        return PayPalRefundName.parse(text(refund, "custom_id"))
                .map(PayPalRefundName::id)
                .orElse(null);
    }

    private static Optional<RefundStatus> refundStatus(JsonNode refund) {
        var status = refund.path("status").asString("");
        return switch (status) {
            case "PENDING" -> Optional.of(new RefundStatus.Pending());
            case "COMPLETED" -> Optional.of(new RefundStatus.Succeeded());
            case "FAILED", "CANCELLED" ->
                Optional.of(new RefundStatus.Failed(
                        refund.path("status_details").path("reason").asString(status)));
            default -> Optional.empty();
        };
    }
}
