package org.tsudoi.payments.stripe;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundSeen;
import org.tsudoi.payments.provider.PaymentProvider.RefundStatus;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import tools.jackson.databind.JsonNode;

/// Reads Stripe's objects. Whatever is not exactly understood is nothing: never taken for paid, nor for failed.
final class StripeReading {
    /// docs.stripe.com/refunds#failed-refunds (2026-11): the card or account is no more. All others may go through yet,
    /// or come back to the buyer in another way.
    private static final Set<String> FOR_GOOD = Set.of("lost_or_stolen_card", "expired_or_canceled_card");

    private StripeReading() {}

    static @Nullable String ours(JsonNode object, String key) {
        return text(object.path("metadata"), key);
    }

    static @Nullable String text(JsonNode object, String field) {
        var value = object.path(field);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }

    /// The id of a field that holds either an id or, expanded, the object.
    static @Nullable String id(JsonNode object, String field) {
        return object.path(field).isObject() ? text(object.path(field), "id") : text(object, field);
    }

    /// Of a page as it was made: nobody can have paid yet.
    static Optional<Seen> opened(JsonNode session) {
        return seen(session, Optional.ofNullable(text(session, "url")).map(url -> new Status.Open(url, null)));
    }

    static Optional<Seen> seen(JsonNode session) {
        return seen(session, status(session));
    }

    private static Optional<Seen> seen(JsonNode session, Optional<? extends Status> status) {
        var id = text(session, "id");
        return id == null
                ? Optional.empty()
                : status.map(it -> new Seen(
                        id,
                        text(session, "client_reference_id"),
                        payment(session),
                        money(session, "amount_total"),
                        it));
    }

    static @Nullable PaymentId payment(JsonNode object) {
        return Optional.ofNullable(ours(object, StripeAdapter.OUR_PAYMENT))
                .flatMap(PaymentId::parse)
                .orElse(null);
    }

    static @Nullable RefundId refundId(JsonNode object) {
        return Optional.ofNullable(ours(object, StripeAdapter.OUR_REFUND))
                .flatMap(RefundId::parse)
                .orElse(null);
    }

    private static Optional<Status> status(JsonNode session) {
        var intent = session.path("payment_intent");
        if (intent.isString()) return Optional.empty();
        return switch (intent.path("status").asString("none")) {
            case "succeeded" -> paid(intent);
            case "processing", "requires_capture" -> Optional.of(new Status.Processing());
            case "none", "requires_payment_method", "requires_confirmation", "requires_action", "canceled" ->
                unpaid(session, intent);
            default -> Optional.empty();
        };
    }

    private static Optional<Status> unpaid(JsonNode session, JsonNode intent) {
        if (!session.path("payment_status").asString("").equals("unpaid")) return Optional.empty();
        return switch (session.path("status").asString("")) {
            case "open" -> {
                var url = text(session, "url");
                yield url == null ? Optional.empty() : Optional.of(new Status.Open(url, decline(intent)));
            }
            // Handed in by the buyer, waiting for somebody's step; what was turned down cannot be paid on this page
            // again.
            case "complete" ->
                Optional.of(
                        switch (intent.path("status").asString("none")) {
                            case "requires_payment_method", "canceled" -> new Status.Closed();
                            default -> new Status.Processing();
                        });
            case "expired" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }

    static @Nullable String decline(JsonNode intent) {
        var error = intent.path("last_payment_error");
        var declined = text(error, "decline_code");
        return declined == null ? text(error, "code") : declined;
    }

    static Optional<Status> paid(JsonNode intent) {
        var id = text(intent, "id");
        var amount = money(intent, "amount_received");
        var charge = intent.path("latest_charge");
        if (id == null || amount == null || !charge.path("created").isIntegralNumber()) return Optional.empty();
        var movement = StripeMovement.of(charge.path("balance_transaction"), amount);
        var fee = movement == null ? null : movement.fee();
        var at = Instant.ofEpochSecond(charge.path("created").asLong());
        return Optional.of(new Status.Paid(
                amount,
                fee,
                id,
                at,
                StripeCards.of(charge).orElse(null),
                StripeCards.kept(intent, charge).orElse(null)));
    }

    static Optional<RefundSeen> refund(JsonNode refund) {
        var id = text(refund, "id");
        var amount = money(refund, "amount");
        var status = refundStatus(refund);
        if (id == null || amount == null || status.isEmpty()) return Optional.empty();
        return Optional.of(new RefundSeen(id, refundId(refund), attempt(refund), amount, status.get()));
    }

    /// What it has cost is read from its movements on our balance.
    static Optional<DisputeSeen> dispute(JsonNode dispute) {
        var id = text(dispute, "id");
        var charge = id(dispute, "payment_intent");
        var amount = money(dispute, "amount");
        var stage = stage(dispute.path("status").asString(""));
        var movements = dispute.path("balance_transactions");
        if (id == null
                || charge == null
                || amount == null
                || stage.isEmpty()
                || !movements.isArray()
                || !dispute.path("created").isIntegralNumber()) {
            return Optional.empty();
        }
        long taken = 0;
        long fee = 0;
        for (var movement : movements) {
            var moved = StripeMovement.of(movement, amount);
            if (moved == null) return Optional.empty();
            taken = Math.subtractExact(taken, moved.amount().minorUnits());
            fee = Math.addExact(fee, moved.fee().minorUnits());
        }
        if (taken < 0) return Optional.empty();
        var due = dispute.path("evidence_details").path("due_by");
        return Optional.of(new DisputeSeen(
                id,
                charge,
                stage.get(),
                amount,
                new Money(taken, amount.currency()),
                new Money(fee, amount.currency()),
                Instant.ofEpochSecond(dispute.path("created").asLong()),
                due.isIntegralNumber() && !stage.get().isOver() ? Instant.ofEpochSecond(due.asLong()) : null));
    }

    /// docs.stripe.com/api/disputes/object#dispute_object-status
    private static Optional<Dispute.Stage> stage(String status) {
        return switch (status) {
            case "warning_needs_response", "warning_under_review" -> Optional.of(Dispute.Stage.INQUIRY);
            case "needs_response", "under_review" -> Optional.of(Dispute.Stage.OPEN);
            case "won" -> Optional.of(Dispute.Stage.WON);
            case "lost" -> Optional.of(Dispute.Stage.LOST);
            case "warning_closed", "prevented" -> Optional.of(Dispute.Stage.CLOSED);
            default -> Optional.empty();
        };
    }

    private static int attempt(JsonNode refund) {
        var attempt = ours(refund, StripeAdapter.OUR_ATTEMPT);
        return attempt != null && attempt.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(attempt) : 0;
    }

    private static Optional<RefundStatus> refundStatus(JsonNode refund) {
        var status = refund.path("status").asString("");
        return switch (status) {
            case "pending", "requires_action" -> Optional.of(new RefundStatus.Pending());
            case "succeeded" -> Optional.of(new RefundStatus.Succeeded());
            case "failed", "canceled" -> {
                var why = refund.path("failure_reason").asString(status);
                yield Optional.of(new RefundStatus.Failed(why, FOR_GOOD.contains(why)));
            }
            default -> Optional.empty();
        };
    }

    static @Nullable Money money(JsonNode object, String field) {
        var amount = object.path(field);
        var currency = text(object, "currency");
        if (!amount.isIntegralNumber() || !amount.canConvertToLong() || currency == null) return null;
        try {
            return StripeAmount.read(amount.asLong(), currency);
        } catch (ArithmeticException | IllegalArgumentException notMoney) {
            return null;
        }
    }
}
