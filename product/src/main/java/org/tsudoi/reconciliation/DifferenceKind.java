package org.tsudoi.reconciliation;

import java.util.Locale;

/// What differs. For each there is one proposal how to mend it.
public enum DifferenceKind {
    /// The provider took money for something that is not here.
    LINE_WITHOUT_PAYMENT(Severity.MONEY, Mend.PERSON),
    LINE_WITHOUT_REFUND(Severity.MONEY, Mend.PERSON),
    /// Paid here, and the provider's report does not say so (yet).
    PAYMENT_WITHOUT_LINE(Severity.WAITS, Mend.WRITE_TO_PROVIDER),
    REFUND_WITHOUT_LINE(Severity.WAITS, Mend.WRITE_TO_PROVIDER),
    AMOUNT_DIFFERS(Severity.MONEY, Mend.WRITE_TO_PROVIDER),
    CURRENCY_DIFFERS(Severity.MONEY, Mend.PERSON),
    /// Not booked, or booked as nothing.
    FEE_UNKNOWN(Severity.WAITS, Mend.BOOK_FEE),
    FEE_DIFFERS(Severity.WAITS, Mend.WRITE_TO_PROVIDER),
    /// The same payment or refund twice, at the provider or on the books.
    COUNTED_TWICE(Severity.MONEY, Mend.WRITE_TO_PROVIDER),
    JOURNAL_MISSING(Severity.MONEY, Mend.PERSON),
    JOURNAL_WITHOUT_PAYMENT(Severity.MONEY, Mend.PERSON),
    JOURNAL_AMOUNT_DIFFERS(Severity.MONEY, Mend.PERSON),
    JOURNAL_ACCOUNT_DIFFERS(Severity.MONEY, Mend.PERSON),
    /// Unknown, withdrawn or failed here, and the provider has the money.
    TAKEN_THERE(Severity.MONEY, Mend.ASK_AGAIN),
    /// Failed or unknown here, and the provider has given it back.
    REFUNDED_THERE(Severity.MONEY, Mend.ASK_AGAIN),
    /// Given back here, and the provider has the money again.
    NOT_REFUNDED_THERE(Severity.MONEY, Mend.ASK_AGAIN),
    DISPUTE_UNKNOWN(Severity.MONEY, Mend.PERSON),
    /// A line of a report says something else than it did when it was told first.
    LINE_CHANGED(Severity.MONEY, Mend.WRITE_TO_PROVIDER),
    /// A provider's fee or adjustment that is no part of a payment.
    LINE_UNBOOKED(Severity.WAITS, Mend.PERSON),
    /// Something else moved the provider's account on the books.
    BALANCE_DIFFERS(Severity.MONEY, Mend.PERSON),
    /// One day was told first, and then another: by the first it is waited for.
    PAYOUT_DAY_DIFFERS(Severity.WAITS, Mend.WRITE_TO_PROVIDER),
    PAYOUT_NOT_ARRIVED(Severity.MONEY, Mend.WRITE_TO_PROVIDER),
    BANK_LINE_UNBOOKED(Severity.WAITS, Mend.PERSON),
    /// So little left that the bank may have taken it for itself, without saying so.
    BANK_CHARGE_UNBOOKED(Severity.WAITS, Mend.BOOK_CHARGE),
    NOT_ON_STATEMENT(Severity.WAITS, Mend.PERSON),
    /// What a statement ends with is not what the books say is there.
    BANK_BALANCE_DIFFERS(Severity.WAITS, Mend.PERSON),
    /// What was there at the end of one statement is not what the next begins with.
    STATEMENT_GAP(Severity.WAITS, Mend.PERSON);

    private final Severity severity;
    private final Mend mend;

    DifferenceKind(Severity severity, Mend mend) {
        this.severity = severity;
        this.mend = mend;
    }

    public enum Severity {
        /// Somebody's money is or may be in the wrong place: told at once.
        MONEY,
        /// May explain itself when a late line comes: told after a day.
        WAITS
    }

    public enum Mend {
        /// One click: the provider is asked what became of it.
        ASK_AGAIN,
        /// One click: the fee of the report goes on the books.
        BOOK_FEE,
        /// One click: it is what the bank took for itself.
        BOOK_CHARGE,
        WRITE_TO_PROVIDER,
        PERSON;

        public boolean isOneClick() {
            return switch (this) {
                case ASK_AGAIN, BOOK_FEE, BOOK_CHARGE -> true;
                case WRITE_TO_PROVIDER, PERSON -> false;
            };
        }
    }

    public Severity severity() {
        return severity;
    }

    public Mend mend() {
        return mend;
    }

    /// As columns, texts and files have it: `fee-unknown`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static DifferenceKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
