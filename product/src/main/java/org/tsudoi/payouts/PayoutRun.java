package org.tsudoi.payouts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import org.tsudoi.members.MemberId;

/// What is paid to organisers in one currency by one file. One person prepares it, another approves it.
public sealed interface PayoutRun {
    PayoutRunId id();

    Terms terms();

    record Terms(Currency currency, MemberId preparedBy, Instant preparedAt) {}

    record Approval(MemberId by, Instant at) {}

    /// @param isPaid whether the run pays an organiser that is theirs, an account that they told, or them as a buyer
    record Decider(MemberId member, boolean isPaid) {}

    /// @param by     who took the file first
    /// @param on     the day on which the bank is to transfer
    /// @param sha256 of the file, in hex
    record HandIn(MemberId by, Instant at, LocalDate on, String sha256) {}

    record Prepared(PayoutRunId id, Terms terms) implements PayoutRun {
        public boolean mayBeApprovedBy(Decider decider) {
            return !decider.isPaid() && !decider.member().equals(terms.preparedBy());
        }

        /// @throws IllegalArgumentException when it is who prepared it, or somebody who is paid by it
        public Approved approved(Decider by, Instant at) {
            if (by.isPaid()) throw new IllegalArgumentException("a run is not approved by whom it pays");
            return new Approved(id, terms, new Approval(by.member(), at));
        }

        public Discarded discarded(MemberId by, Instant at) {
            return new Discarded(id, terms, by, at);
        }
    }

    /// There is no file yet: it is made when it is taken.
    record Approved(PayoutRunId id, Terms terms, Approval approval) implements PayoutRun {
        public Approved {
            requireTwoPeople(terms, approval);
        }

        public HandedIn handedIn(HandIn handIn) {
            return new HandedIn(id, terms, approval, handIn);
        }

        public Discarded discarded(MemberId by, Instant at) {
            return new Discarded(id, terms, by, at);
        }
    }

    record HandedIn(PayoutRunId id, Terms terms, Approval approval, HandIn handIn) implements PayoutRun {
        public HandedIn {
            requireTwoPeople(terms, approval);
        }

        public Settled settled(Instant at) {
            return new Settled(id, terms, approval, handIn, at);
        }
    }

    /// Each of its payouts was paid or came back. One that was paid may still come back.
    record Settled(PayoutRunId id, Terms terms, Approval approval, HandIn handIn, Instant at) implements PayoutRun {
        public Settled {
            requireTwoPeople(terms, approval);
        }
    }

    record Discarded(PayoutRunId id, Terms terms, MemberId by, Instant at) implements PayoutRun {}

    private static void requireTwoPeople(Terms terms, Approval approval) {
        if (approval.by().equals(terms.preparedBy())) {
            throw new IllegalArgumentException("a run is not approved by who prepared it");
        }
    }
}
