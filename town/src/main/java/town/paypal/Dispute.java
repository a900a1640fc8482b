package town.paypal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A payer who wants their money back.
///
/// @param movements what it moved on the seller's account
record Dispute(
        String id,
        String capture,
        Instant created,
        Instant updated,
        Instant due,
        Money amount,
        String reason,
        Stage stage,
        Outcome outcome,
        List<Movement> movements) {
    private static final Duration TIME_TO_ANSWER = Duration.ofDays(10);

    enum Stage {
        /// A question to the seller; nothing is taken.
        INQUIRY,
        /// The bank has taken the money back.
        CHARGEBACK
    }

    enum Outcome {
        NONE,
        RESOLVED_SELLER_FAVOUR,
        RESOLVED_BUYER_FAVOUR
    }

    record Movement(Money amount, boolean debit, String reason, Instant at) {}

    static Dispute inquiry(String id, Capture capture, Money amount, Instant at) {
        return new Dispute(
                id,
                capture.id(),
                at,
                at,
                at.plus(TIME_TO_ANSWER),
                amount,
                "UNAUTHORISED",
                Stage.INQUIRY,
                Outcome.NONE,
                List.of());
    }

    boolean isOpen() {
        return outcome == Outcome.NONE;
    }

    Dispute chargedBack(Instant at) {
        return change(
                at,
                Stage.CHARGEBACK,
                Outcome.NONE,
                new Movement(amount, true, "DISPUTE_SETTLEMENT", at),
                new Movement(amount.chargebackFee(), true, "CHARGEBACK_FEE", at));
    }

    /// The money of a chargeback comes back, without the fee.
    Dispute won(Instant at) {
        return stage == Stage.CHARGEBACK
                ? change(
                        at,
                        stage,
                        Outcome.RESOLVED_SELLER_FAVOUR,
                        new Movement(amount, false, "DISPUTE_SETTLEMENT", at))
                : change(at, stage, Outcome.RESOLVED_SELLER_FAVOUR);
    }

    Dispute lost(Instant at) {
        return stage == Stage.CHARGEBACK
                ? change(at, stage, Outcome.RESOLVED_BUYER_FAVOUR)
                : change(
                        at, stage, Outcome.RESOLVED_BUYER_FAVOUR, new Movement(amount, true, "DISPUTE_SETTLEMENT", at));
    }

    private Dispute change(Instant at, Stage nextStage, Outcome nextOutcome, Movement... more) {
        var all = new ArrayList<>(movements);
        all.addAll(List.of(more));
        return new Dispute(id, capture, created, at, due, amount, reason, nextStage, nextOutcome, all);
    }
}
