package org.tsudoi.payments.provider;

/// Why a provider refused, in the words that our pages know.
public enum RefusalReason {
    AMOUNT_NOT_ALLOWED,
    CURRENCY_NOT_ALLOWED,
    ALREADY_REFUNDED,
    NOT_FOUND,
    NOT_PAYABLE_ANY_MORE,
    CREDENTIALS,
    /// It can never go back the way it came: the buyer has to tell an account.
    NOT_REFUNDABLE,
    OTHER
}
