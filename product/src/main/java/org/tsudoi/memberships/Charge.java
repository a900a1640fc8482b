package org.tsudoi.memberships;

import java.time.Instant;
import java.util.Locale;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;

/// The one charge of one period. It is tried several times, one after the other, and paid once: a try whose
/// answer is not known is asked about, and nothing else is tried before it is.
public sealed interface Charge {
    ChargeId id();

    Terms terms();

    /// Whether the period is the member's: paid for, or free.
    default boolean isSettled() {
        return this instanceof Paid || this instanceof Free;
    }

    /// @param amount as it was when the charge was opened; it never changes
    /// @param tax    within it
    /// @param unused the member was kept out for all of this period: whatever is paid for it goes back
    record Terms(MembershipId membership, Period period, Money amount, Tax tax, Instant openedAt, boolean unused) {}

    /// To be asked for.
    ///
    /// @param attempt which it will be, from 1 on
    record Due(ChargeId id, Terms terms, int attempt) implements Charge {
        public Sent sent(Instant at) {
            return new Sent(id, terms, attempt, at);
        }

        public Dropped dropped(Instant at) {
            return new Dropped(id, terms, attempt, at);
        }

        /// The member wants to pay by other means than this try was made with.
        public Due otherwise() {
            return new Due(id, terms, attempt + 1);
        }

        public Paid paidAfterAll(int earlier, String reference, Instant when) {
            return Charge.paid(id, terms, earlier, reference, when);
        }
    }

    /// About to be asked for, or asked for and not answered.
    record Sent(ChargeId id, Terms terms, int attempt, Instant at) implements Charge {
        public Paid paid(String reference, Instant when) {
            return Charge.paid(id, terms, attempt, reference, when);
        }

        public Declined declined(String code, Remedy remedy, Instant when) {
            return new Declined(id, terms, attempt, code, remedy, when);
        }

        public Waiting waiting(WaitsFor what, Instant until) {
            return new Waiting(id, terms, attempt, what, until);
        }

        public Unknown unclear(String why, Instant lookAt) {
            return new Unknown(id, terms, attempt, why, 0, lookAt);
        }

        /// Nobody has heard of it: the same try is made once more, under the same key.
        public Due neverArrived() {
            return new Due(id, terms, attempt);
        }
    }

    /// Nobody knows whether it was taken.
    record Unknown(ChargeId id, Terms terms, int attempt, String why, int looks, Instant lookAt) implements Charge {
        public Paid paid(String reference, Instant when) {
            return Charge.paid(id, terms, attempt, reference, when);
        }

        public Declined declined(String code, Remedy remedy, Instant when) {
            return new Declined(id, terms, attempt, code, remedy, when);
        }

        public Waiting waiting(WaitsFor what, Instant until) {
            return new Waiting(id, terms, attempt, what, until);
        }

        public Unknown stillUnclear(String reason, Instant next) {
            return new Unknown(id, terms, attempt, reason, looks + 1, next);
        }

        public Due neverArrived() {
            return new Due(id, terms, attempt);
        }
    }

    /// The member has to do something: pay an invoice, or show their bank that it is them.
    record Waiting(ChargeId id, Terms terms, int attempt, WaitsFor what, Instant until) implements Charge {
        public Paid paid(String reference, Instant when) {
            return Charge.paid(id, terms, attempt, reference, when);
        }

        public Declined declined(String code, Remedy remedy, Instant when) {
            return new Declined(id, terms, attempt, code, remedy, when);
        }

        public Unknown unclear(String why, Instant lookAt) {
            return new Unknown(id, terms, attempt, why, 0, lookAt);
        }
    }

    /// @param remedy whether the same means may be tried again
    record Declined(ChargeId id, Terms terms, int attempt, String code, Remedy remedy, Instant at) implements Charge {
        public Due again() {
            return new Due(id, terms, attempt + 1);
        }

        /// Money of a try came that was said to be refused.
        public Paid paidAfterAll(int earlier, String reference, Instant when) {
            return Charge.paid(id, terms, earlier, reference, when);
        }

        public Dropped dropped(Instant when) {
            return new Dropped(id, terms, attempt, when);
        }
    }

    /// @param back what of it was given back
    record Paid(ChargeId id, Terms terms, int attempt, String reference, Instant at, Money back) implements Charge {
        public Paid {
            if (back.isNegative() || back.compareTo(terms.amount) > 0) {
                throw new IllegalArgumentException("more goes back than was paid: " + back + " of " + terms.amount);
            }
        }

        public Paid givenBack(Money more) {
            return new Paid(id, terms, attempt, reference, at, back.plus(more));
        }

        public Money left() {
            return terms.amount.minus(back);
        }
    }

    /// Nothing was to be paid.
    record Free(ChargeId id, Terms terms) implements Charge {}

    /// Not asked for any more. Nothing was paid, as far as is known.
    record Dropped(ChargeId id, Terms terms, int attempt, Instant at) implements Charge {
        /// Who was to leave or to pause stays after all.
        public Due wantedAgain() {
            return new Due(id, terms, attempt + 1);
        }

        /// Money came after all; all of it goes back.
        public Paid paidLate(int earlier, String reference, Instant when) {
            return Charge.paid(id, terms, earlier, reference, when);
        }
    }

    private static Paid paid(ChargeId id, Terms terms, int attempt, String reference, Instant at) {
        return new Paid(id, terms, attempt, reference, at, Money.zero(terms.amount.currency()));
    }

    /// What may help after a refusal.
    enum Remedy {
        /// Nothing is wrong with the means: there was no money, or the bank was out of order.
        RETRY,
        /// Lost, stolen, expired, closed: the same means is refused again.
        NEW_MEANS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum WaitsFor {
        /// For an invoice to be paid.
        INVOICE,
        /// For the holder of a card: their bank wants to hear from them (`authentication_required`).
        HOLDER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
