package org.tsudoi.payments;

import java.util.Locale;

/// What buyers pay with, in the words that they know.
public enum Means {
    CARD,
    /// A card that the buyer's device keeps (Apple Pay, Google Pay).
    WALLET,
    PAYPAL,
    PAYPAY,
    /// Cash at a convenience store, by a number (前払い).
    KONBINI,
    /// Cash at a convenience store, by a printed slip (払込票).
    SLIP,
    /// Into a bank account of ours in Japan (振込).
    BANK_TRANSFER,
    /// A Thai QR code (พร้อมเพย์).
    PROMPTPAY,
    /// The app of a Thai bank.
    MOBILE_BANKING,
    /// Cash that the organiser takes (窓口).
    COUNTER;

    /// Whether the money is handed over at a store or a bank, and its taking confirmed by a file later.
    public boolean isPaidElsewhere() {
        return switch (this) {
            case KONBINI, SLIP, BANK_TRANSFER, COUNTER -> true;
            case CARD, WALLET, PAYPAL, PAYPAY, PROMPTPAY, MOBILE_BANKING -> false;
        };
    }

    /// Whether a card is charged, wherever it is kept.
    public boolean isByCard() {
        return this == CARD || this == WALLET;
    }

    /// Whether some provider may keep it for its holder, to be charged again.
    public boolean isKept() {
        return this == CARD || this == PAYPAL;
    }

    /// Whether it takes a store, a bank account or a telephone number in Japan.
    public boolean needsJapan() {
        return switch (this) {
            case PAYPAY, KONBINI, SLIP, BANK_TRANSFER -> true;
            case CARD, WALLET, PAYPAL, PROMPTPAY, MOBILE_BANKING, COUNTER -> false;
        };
    }

    /// In tables, forms and message keys: `mobile-banking`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
