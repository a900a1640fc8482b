package org.tsudoi.payments.paypal;

import java.util.Optional;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Dispute.Stage;
import org.tsudoi.payments.provider.PaymentProvider.DisputeSeen;
import tools.jackson.databind.JsonNode;

/// Reads a dispute (developer.paypal.com/api/customer-disputes/v1, 2026-11). What it has cost is read from what it
/// moved on our account.
final class PayPalDisputeReading {
    private PayPalDisputeReading() {}

    static Optional<DisputeSeen> dispute(JsonNode dispute) {
        var id = PayPalReading.text(dispute, "dispute_id");
        var charge = PayPalReading.text(dispute.path("disputed_transactions").path(0), "seller_transaction_id");
        var amount = PayPalAmount.read(dispute.path("dispute_amount"));
        var openedAt = PayPalReading.time(dispute, "create_time");
        if (id == null
                || charge == null
                || amount == null
                || openedAt == null
                || dispute.path("disputed_transactions").size() != 1) {
            return Optional.empty();
        }
        return cost(dispute, amount)
                .flatMap(cost -> stage(dispute, cost)
                        .map(stage -> new DisputeSeen(
                                id,
                                charge,
                                stage,
                                amount,
                                cost.taken,
                                cost.fee,
                                openedAt,
                                stage.isOver() ? null : PayPalReading.time(dispute, "seller_response_due_date"))));
    }

    /// @param moved whether anything was ever taken, returned or not
    private record Cost(Money taken, Money fee, boolean moved) {}

    private static Optional<Cost> cost(JsonNode dispute, Money amount) {
        // The newer of two names for the same list; older disputes have the other.
        boolean named = dispute.path("fund_movements").isArray();
        var movements = dispute.path(named ? "fund_movements" : "money_movements");
        var party = named ? "party" : "affected_party";
        long taken = 0;
        long fee = 0;
        boolean moved = false;
        for (var movement : movements) {
            if (!movement.path(party).asString("").equals("SELLER")) continue;
            var some = PayPalAmount.read(movement.path("amount"));
            var sign = sign(movement.path("type").asString(""));
            if (some == null || sign == 0 || !some.currency().equals(amount.currency())) return Optional.empty();
            long change = Math.multiplyExact(sign, Math.absExact(some.minorUnits()));
            switch (movement.path("reason").asString("")) {
                case "DISPUTE_SETTLEMENT" -> {
                    taken = Math.addExact(taken, change);
                    moved = true;
                }
                case "DISPUTE_FEE", "CHARGEBACK_FEE" -> fee = Math.addExact(fee, change);
                // The fee of the payment itself, which PayPal gives back with some: no cost of the dispute.
                case "REVERSED_TRANSACTION_FEE", "DISPUTE_SETTLEMENT_FEE" -> {}
                default -> {
                    return Optional.empty();
                }
            }
        }
        if (!moved && isForBuyer(dispute)) {
            var given = PayPalAmount.read(dispute.path("dispute_outcome").path("amount_refunded"));
            if (given == null || !given.currency().equals(amount.currency())) return Optional.empty();
            taken = given.minorUnits();
        }
        return taken < 0 || fee < 0
                ? Optional.empty()
                : Optional.of(new Cost(new Money(taken, amount.currency()), new Money(fee, amount.currency()), moved));
    }

    private static long sign(String type) {
        return switch (type) {
            case "DEBIT" -> 1;
            case "CREDIT" -> -1;
            default -> 0;
        };
    }

    private static boolean isForBuyer(JsonNode dispute) {
        return dispute.path("status").asString("").equals("RESOLVED")
                && switch (outcome(dispute)) {
                    case "RESOLVED_BUYER_FAVOUR", "RESOLVED_BUYER_FAVOR", "ACCEPTED" -> true;
                    default -> false;
                };
    }

    private static String outcome(JsonNode dispute) {
        return dispute.path("dispute_outcome").path("outcome_code").asString("");
    }

    private static Optional<Stage> stage(JsonNode dispute, Cost cost) {
        return switch (dispute.path("status").asString("")) {
            case "OPEN", "WAITING_FOR_BUYER_RESPONSE", "WAITING_FOR_SELLER_RESPONSE", "UNDER_REVIEW" ->
                Optional.of(cost.taken.isPositive() ? Stage.OPEN : Stage.INQUIRY);
            case "RESOLVED" ->
                switch (outcome(dispute)) {
                    case "RESOLVED_BUYER_FAVOUR", "RESOLVED_BUYER_FAVOR", "ACCEPTED" -> Optional.of(Stage.LOST);
                    case "RESOLVED_SELLER_FAVOUR",
                            "RESOLVED_SELLER_FAVOR",
                            "RESOLVED_WITH_PAYOUT",
                            "CANCELED_BY_BUYER",
                            "DENIED",
                            "NONE" -> Optional.of(cost.moved ? Stage.WON : Stage.CLOSED);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }
}
