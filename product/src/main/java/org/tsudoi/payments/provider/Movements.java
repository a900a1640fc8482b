package org.tsudoi.payments.provider;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;

/// The ability of a provider to tell all that moved on our balance with it: what reconciliation holds against the
/// payments and the books.
public interface Movements {
    /// The same word as its [PaymentProvider]'s.
    String name();

    /// In which its days begin and end.
    ZoneId zone();

    /// What moved from then on and before that, in any order, whole: reads as many pages as there are. Beyond the bound
    /// of an adapter, or with one line that is not understood, it is `NotKnown`. No transaction may be open.
    Answer<List<Line>> movements(Instant from, Instant until);

    /// How banks write whoever pays out to us, where that is not known of the provider anyway.
    default List<String> namesAtBank() {
        return List.of();
    }

    /// Of what was paid in this time what was told to be paid out to us on one day first, and then on another.
    default List<TwoDays> toldForTwoDays(Instant from, Instant until) {
        return List.of();
    }

    record TwoDays(Line line, LocalDate first, LocalDate then) {}

    enum Kind {
        CHARGE,
        /// Also one that came back: above zero then.
        REFUND,
        /// That belongs to no payment.
        FEE,
        DISPUTE,
        DISPUTE_RETURNED,
        /// To our bank account.
        PAYOUT,
        OTHER
    }

    /// @param id the provider's own, the same whenever it tells it again
    /// @param reference what the payment calls its charge, the refund or the dispute its reference
    /// @param payment and `refund`: ours, where the line carries them
    /// @param gross below zero when it left our balance
    /// @param fee what was kept on top, below zero when it was given back
    /// @param exchanged what it moved on our balance, fee off, where that is in another currency than the
    ///     sale's; else null
    record Line(
            String id,
            Kind kind,
            @Nullable String reference,
            @Nullable PaymentId payment,
            @Nullable RefundId refund,
            Money gross,
            Money fee,
            Instant at,
            @Nullable Money exchanged) {
        public Line(
                String id,
                Kind kind,
                @Nullable String reference,
                @Nullable PaymentId payment,
                @Nullable RefundId refund,
                Money gross,
                Money fee,
                Instant at) {
            this(id, kind, reference, payment, refund, gross, fee, at, null);
        }

        public Line {
            if (!gross.currency().equals(fee.currency())) {
                throw new IllegalArgumentException("a fee in another currency: " + id);
            }
        }

        /// The same, known for this payment's.
        public Line of(PaymentId whose) {
            return new Line(id, kind, reference, whose, refund, gross, fee, at, exchanged);
        }

        public Money net() {
            return gross.minus(fee);
        }
    }
}
