package org.tsudoi.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// A buyer's bank wants money back, and decides later whether for good (a chargeback). What the provider moves because
/// of it stands on the books as soon as it is known: taken from the payee, and given back when it is won.
///
/// @param reference the provider's name of it (Stripe: `dp_…`)
/// @param amount what the bank asks for
/// @param taken what the provider has taken from us for it and not returned
/// @param fee what the provider keeps for its work on it
/// @param uncovered the part of `taken` that had been given back to the buyer by refunds before: lost twice
/// @param answerBy until when proofs may be sent to the provider; null when there is nothing to be answered
public record Dispute(
        PaymentId payment,
        String provider,
        String reference,
        Stage stage,
        Money amount,
        Money taken,
        Money fee,
        Money uncovered,
        Instant openedAt,
        @Nullable Instant answerBy) {
    public enum Stage {
        /// The bank asks; nothing was taken.
        INQUIRY,
        /// The money was taken; the bank has not decided.
        OPEN,
        /// Decided for us: the money comes back.
        WON,
        /// Decided for the buyer.
        LOST,
        /// Over, and nothing was ever taken.
        CLOSED;

        public boolean isOver() {
            return switch (this) {
                case INQUIRY, OPEN -> false;
                case WON, LOST, CLOSED -> true;
            };
        }
    }
}
