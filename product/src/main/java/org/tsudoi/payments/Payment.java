package org.tsudoi.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// One attempt to take one amount. The intent is stored before the provider is called; what a silent provider
/// did is `Unknown` and asked again, never failed.
public sealed interface Payment {
    PaymentId id();

    Terms terms();

    /// @param orderReference what the money is for, as the business above knows it (`ord_…`)
    /// @param payableTo ledger account credited with the money, debited with fee and refunds (the organiser's
    ///     payable)
    /// @param title the one line the buyer sees at the provider
    record Terms(
            String provider,
            Choice choice,
            String orderReference,
            Money amount,
            String payableTo,
            String title,
            Instant requestedAt) {}

    /// What may become of a payment of which nothing is known at the provider yet.
    interface Unseen {
        Submitted submitted(String reference, String payUrl);

        Issued issued(String reference, Instructions how);

        Processing processing(String reference);

        Captured captured(String reference, Money amount, @Nullable Money fee, String charge, Instant at);

        Withdrawn withdrawn(Instant at);
    }

    /// Stored; the provider has not been called, or we do not know that it was.
    record Requested(PaymentId id, Terms terms) implements Payment, Unseen {
        @Override
        public Submitted submitted(String reference, String payUrl) {
            return new Submitted(id, terms, reference, payUrl, null);
        }

        @Override
        public Issued issued(String reference, Instructions how) {
            return new Issued(id, terms, reference, how);
        }

        @Override
        public Processing processing(String reference) {
            return new Processing(id, terms, reference);
        }

        @Override
        public Captured captured(String reference, Money amount, @Nullable Money fee, String charge, Instant at) {
            return new Captured(id, terms, reference, amount, fee, charge, at);
        }

        /// @param reference null when nothing is known of a page
        public Unknown unknown(@Nullable String reference, String why) {
            return new Unknown(id, terms, reference, why);
        }

        public Failed failed(String code) {
            return new Failed(id, terms, null, code);
        }

        @Override
        public Withdrawn withdrawn(Instant at) {
            return new Withdrawn(id, terms, null, at);
        }
    }

    /// The buyer can pay at `payUrl`.
    record Submitted(
            PaymentId id,
            Terms terms,
            String reference,
            String payUrl,
            @Nullable String lastDecline) implements Payment {
        public Submitted declined(String code) {
            return new Submitted(id, terms, reference, payUrl, code);
        }

        public Processing processing() {
            return new Processing(id, terms, reference);
        }

        public Unknown unknown(String why) {
            return new Unknown(id, terms, reference, why);
        }

        public Captured captured(Money amount, @Nullable Money fee, String charge, Instant at) {
            return new Captured(id, terms, reference, amount, fee, charge, at);
        }

        public Withdrawn withdrawn(Instant at) {
            return new Withdrawn(id, terms, reference, at);
        }
    }

    /// The buyer has what they need to pay somewhere else: a number, a code. Nothing is paid.
    record Issued(PaymentId id, Terms terms, String reference, Instructions how) implements Payment {
        /// A part of it came; the rest is to be paid by the same.
        public Issued partReceived(Instructions how) {
            return new Issued(id, terms, reference, how);
        }

        /// Whether some of it has come, and not all.
        public boolean hasPart() {
            return how instanceof Instructions.BankAccount account
                    && !account.received().isZero();
        }

        /// What the buyer had was lost; it is to be paid by another.
        public Issued reissued(Instructions how) {
            return new Issued(id, terms, reference, how);
        }

        public Processing processing() {
            return new Processing(id, terms, reference);
        }

        public Captured captured(Money amount, @Nullable Money fee, String charge, Instant at) {
            return new Captured(id, terms, reference, amount, fee, charge, at);
        }

        public Withdrawn withdrawn(Instant at) {
            return new Withdrawn(id, terms, reference, at);
        }
    }

    /// Given by the buyer, not final at the provider.
    record Processing(PaymentId id, Terms terms, String reference) implements Payment {
        /// A store called back that it took the money.
        public Issued takenBack(Instructions how) {
            return new Issued(id, terms, reference, how);
        }

        public Captured captured(Money amount, @Nullable Money fee, String charge, Instant at) {
            return new Captured(id, terms, reference, amount, fee, charge, at);
        }

        public Withdrawn withdrawn(Instant at) {
            return new Withdrawn(id, terms, reference, at);
        }
    }

    /// The provider did not answer. It is asked by the ladder, and at its end a person is told.
    record Unknown(PaymentId id, Terms terms, @Nullable String reference, String why) implements Payment, Unseen {
        @Override
        public Submitted submitted(String reference, String payUrl) {
            return new Submitted(id, terms, reference, payUrl, null);
        }

        @Override
        public Issued issued(String reference, Instructions how) {
            return new Issued(id, terms, reference, how);
        }

        @Override
        public Processing processing(String reference) {
            return new Processing(id, terms, reference);
        }

        @Override
        public Captured captured(String reference, Money amount, @Nullable Money fee, String charge, Instant at) {
            return new Captured(id, terms, reference, amount, fee, charge, at);
        }

        public Failed failed(String code) {
            return new Failed(id, terms, reference, code);
        }

        @Override
        public Withdrawn withdrawn(Instant at) {
            return new Withdrawn(id, terms, reference, at);
        }
    }

    /// The money is ours to pass on. Final; what goes back is a [Refund].
    ///
    /// @param fee what the provider keeps of it; null until it says so
    record Captured(
            PaymentId id,
            Terms terms,
            String reference,
            Money amount,
            @Nullable Money fee,
            String charge,
            Instant at) implements Payment {
        public Captured feeKnown(Money fee) {
            return new Captured(id, terms, reference, amount, fee, charge, at);
        }
    }

    /// The provider refused to make the page at all. Final.
    record Failed(PaymentId id, Terms terms, @Nullable String reference, String code) implements Payment {}

    /// Closed unpaid. Money that arrives all the same (the provider raced us) still makes it `Captured`.
    record Withdrawn(PaymentId id, Terms terms, @Nullable String reference, Instant at) implements Payment {
        public Captured capturedLate(
                String reference, Money amount, @Nullable Money fee, String charge, Instant paidAt) {
            return new Captured(id, terms, reference, amount, fee, charge, paidAt);
        }
    }
}
