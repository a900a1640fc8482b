package org.tsudoi.payments;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;

/// Money going back to the buyer. Its amount is reserved on the payment's floor in the ledger before the
/// provider is called, so the sum of all refunds can never exceed what was captured.
public sealed interface Refund {
    RefundId id();

    Terms terms();

    /// Whether the buyer has the money back.
    default boolean isDone() {
        return this instanceof Succeeded || this instanceof SettledOutside || this instanceof Transferred;
    }

    record Terms(PaymentId payment, String orderReference, Money amount, Reason why, Instant requestedAt) {
        /// Whether it gives back what was never a payment's, so that no sale is undone by it.
        public boolean isBeyondPrice() {
            return why.isBeyondPrice();
        }
    }

    /// Why money goes back: kept with the refund, and told to whoever gets it.
    enum Reason {
        CANCELLED_BY_BUYER("cancelled by participant"),
        CANCELLED_BY_ORGANISER("cancelled by organiser"),
        EVENT_CANCELLED("event cancelled"),
        /// The buyer left as the event was moved to another time.
        RESCHEDULED("rescheduled"),
        /// Nobody came to hold it.
        HOST_ABSENT("host absent"),
        /// The organiser called off one date of a course.
        DATE_CALLED_OFF("date called off"),
        /// Who paid for a period left before its end.
        MEMBER_LEFT("member left"),
        /// The place was gone by then.
        PAID_TOO_LATE("paid too late"),
        PAID_TWICE("paid twice"),
        /// The price was lowered or raised meanwhile.
        PAID_ANOTHER_PRICE("paid another price"),
        /// A place was cancelled while the buyer's bank had the money, and has it no more.
        NOT_WITHHELD("not withheld any more"),
        /// What was paid with points came back when their time was over.
        POINTS_TOO_LATE("points came back too late"),
        /// Points that were paid for and can never be used again, whatever their last day.
        POINTS_SETTLED("points settled"),
        /// More than the price, by transfer.
        TOO_MUCH("paid too much", true),
        /// A part that stayed one.
        IN_PART("paid in part", true),
        SLIP_TWICE("slip paid again", true);

        private final String word;
        private final boolean beyondPrice;

        Reason(String word) {
            this(word, false);
        }

        Reason(String word, boolean beyondPrice) {
            this.word = word;
            this.beyondPrice = beyondPrice;
        }

        /// As columns and the operator's pages have it.
        public String word() {
            return word;
        }

        /// As texts have it: `paid-too-late`.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public boolean isBeyondPrice() {
            return beyondPrice;
        }

        public static Reason of(String word) {
            return Stream.of(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no money goes back for " + word));
        }
    }

    record Requested(RefundId id, Terms terms) implements Refund {
        public Submitted submitted(String reference) {
            return new Submitted(id, terms, reference);
        }

        public Unknown unknown(String why) {
            return new Unknown(id, terms, null, why);
        }

        public Succeeded succeeded(String reference, Instant at) {
            return new Succeeded(id, terms, reference, at);
        }

        public Failed failed(@Nullable String reference, String code, Instant at) {
            return new Failed(id, terms, reference, code, at);
        }
    }

    /// Accepted by the provider, not final.
    record Submitted(RefundId id, Terms terms, String reference) implements Refund {
        public Succeeded succeeded(Instant at) {
            return new Succeeded(id, terms, reference, at);
        }

        public Failed failed(String code, Instant at) {
            return new Failed(id, terms, reference, code, at);
        }
    }

    record Unknown(RefundId id, Terms terms, @Nullable String reference, String why) implements Refund {
        public Submitted submitted(String reference) {
            return new Submitted(id, terms, reference);
        }

        public Succeeded succeeded(String reference, Instant at) {
            return new Succeeded(id, terms, reference, at);
        }

        public Failed failed(@Nullable String reference, String code, Instant at) {
            return new Failed(id, terms, reference, code, at);
        }
    }

    /// A bank may still return it later: then it becomes `Failed` and is owed again.
    record Succeeded(RefundId id, Terms terms, String reference, Instant at) implements Refund {
        public Failed failedLater(String code, Instant failedAt) {
            return new Failed(id, terms, reference, code, failedAt);
        }
    }

    /// Still owed: the amount stays on `refunds:due`. The operator tries again (a new try, same refund) or
    /// settles it by other means.
    record Failed(RefundId id, Terms terms, @Nullable String reference, String code, Instant at) implements Refund {
        /// The provider cannot give it back.
        public static final String NEEDS_ACCOUNT = "refund_needs_bank_account";

        /// Our bank was not asked after all.
        public static final String TRANSFER_DISCARDED = "transfer_discarded";

        /// Our bank could not bring it to the account.
        public static final String TRANSFER_RETURNED = "transfer_returned";

        private static final Set<String> WAITING = Set.of(NEEDS_ACCOUNT, TRANSFER_DISCARDED, TRANSFER_RETURNED);

        /// Whether our bank can transfer it, once the buyer has told an account.
        public boolean waitsForAccount() {
            return WAITING.contains(code);
        }

        /// It will not go back the way it came: the buyer is asked for an account.
        public Failed needingAccount(Instant now) {
            return new Failed(id, terms, reference, NEEDS_ACCOUNT, now);
        }

        /// @throws IllegalStateException when it does not wait for an account
        public Transferring transferring(String transfer) {
            if (!waitsForAccount()) throw new IllegalStateException(id + " is not for our bank to give back");
            return new Transferring(id, terms, transfer);
        }

        public Requested again() {
            return new Requested(id, terms);
        }

        /// The buyer's bank has taken the money back by itself.
        public SettledOutside takenByBank(String dispute, Instant at) {
            return new SettledOutside(id, terms, SettledOutside.BY_BANK + dispute, at);
        }

        public SettledOutside settledOutside(String note, Instant at) {
            return new SettledOutside(id, terms, note, at);
        }
    }

    /// Given to a transfer of our own bank, and to nothing else.
    record Transferring(RefundId id, Terms terms, String transfer) implements Refund {
        public Transferred transferred(Instant at) {
            return new Transferred(id, terms, transfer, at);
        }

        public Failed failed(String code, Instant at) {
            return new Failed(id, terms, null, code, at);
        }
    }

    /// The money has left us. The bank may send it back: then it becomes `Failed` and is owed again.
    record Transferred(RefundId id, Terms terms, String transfer, Instant at) implements Refund {
        public Failed failedLater(String code, Instant failedAt) {
            return new Failed(id, terms, null, code, failedAt);
        }
    }

    /// Paid back by other means: a bank transfer noted by an operator, or the buyer's bank has taken it.
    record SettledOutside(RefundId id, Terms terms, String note, Instant at) implements Refund {
        private static final String BY_BANK = "taken back by the buyer's bank: ";

        /// Whether a dispute did it that was lost.
        public boolean isTakenByBank() {
            return note.startsWith(BY_BANK);
        }
    }
}
