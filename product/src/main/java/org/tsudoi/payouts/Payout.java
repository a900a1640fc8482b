package org.tsudoi.payouts;

import java.time.Instant;
import java.util.Locale;
import org.tsudoi.members.MemberId;
import org.tsudoi.money.Money;

/// What one organiser, or one buyer, gets in one run.
public sealed interface Payout {
    PayoutId id();

    Terms terms();

    /// @param number  what the bank's file and statement know it by; ours alone
    /// @param amount  what arrives
    /// @param fee     of the bank, which organisers bear and buyers do not
    record Terms(PayoutRunId run, Payee payee, long number, Money amount, Money fee) {
        public Terms {
            if (!amount.isPositive() || fee.isNegative()) throw new IllegalArgumentException("a payout of no money");
            if (payee instanceof Payee.OfBuyer && !fee.isZero()) {
                throw new IllegalArgumentException("a buyer gets back what they paid");
            }
        }
    }

    /// Why money came back.
    enum ReturnReason {
        ACCOUNT_UNKNOWN,
        NAME_DIFFERS,
        ACCOUNT_CLOSED,
        /// The bank refused the order before money left.
        REFUSED,
        /// It came back, and the bank did not say why.
        NOT_TOLD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Prepared(PayoutId id, Terms terms) implements Payout {
        public Approved approved() {
            return new Approved(id, terms);
        }

        public Discarded discarded(Instant at) {
            return new Discarded(id, terms, at);
        }
    }

    record Approved(PayoutId id, Terms terms) implements Payout {
        public Sent sent(Instant at) {
            return new Sent(id, terms, at);
        }

        public Discarded discarded(Instant at) {
            return new Discarded(id, terms, at);
        }
    }

    /// In a file that somebody took. Nobody knows yet what became of it.
    record Sent(PayoutId id, Terms terms, Instant at) implements Payout {
        public Paid paid(Instant paidAt) {
            return new Paid(id, terms, at, paidAt);
        }

        public Returned returned(ReturnReason reason, Instant returnedAt) {
            return new Returned(id, terms, at, reason, returnedAt);
        }
    }

    /// The money has left us. A bank may find days later that it cannot arrive (組戻し).
    record Paid(PayoutId id, Terms terms, Instant sentAt, Instant at) implements Payout {
        public Returned returned(ReturnReason reason, Instant returnedAt) {
            return new Returned(id, terms, sentAt, reason, returnedAt);
        }
    }

    /// Somebody says by hand that it came back. It has, once another person says so, too: nobody makes money owed twice
    /// alone.
    record SaidToBeBack(PayoutId payout, ReturnReason reason, MemberId by, Instant at) {
        public boolean mayBeConfirmedBy(PayoutRun.Decider decider) {
            return !decider.isPaid() && !decider.member().equals(by);
        }

        /// @throws IllegalArgumentException when it is who said so, or somebody who is paid by the run
        public Returned confirmed(Sent payout, PayoutRun.Decider decider, Instant at) {
            require(payout.id, decider);
            return payout.returned(reason, at);
        }

        /// As the other.
        public Returned confirmed(Paid payout, PayoutRun.Decider decider, Instant at) {
            require(payout.id, decider);
            return payout.returned(reason, at);
        }

        private void require(PayoutId id, PayoutRun.Decider decider) {
            if (!id.equals(payout)) throw new IllegalArgumentException("it was said of another payout");
            if (!mayBeConfirmedBy(decider)) {
                throw new IllegalArgumentException("two people say that it came back, whom the run does not pay");
            }
        }
    }

    /// It is owed again, and the account has to be corrected first, unless the bank refused it for another reason.
    record Returned(PayoutId id, Terms terms, Instant sentAt, ReturnReason reason, Instant at) implements Payout {}

    record Discarded(PayoutId id, Terms terms, Instant at) implements Payout {}
}
