package org.tsudoi.ledger;

import org.tsudoi.money.Money;

/// One line of a journal. Positive goes into the account (a debit), negative comes out of it (a credit). What we owe
/// others is therefore held on accounts below zero.
public record Leg(AccountCode account, Asset asset, long amount) {
    public static Leg into(AccountCode account, Asset asset, long amount) {
        return new Leg(account, asset, amount);
    }

    public static Leg outOf(AccountCode account, Asset asset, long amount) {
        return new Leg(account, asset, Math.negateExact(amount));
    }

    public static Leg into(AccountCode account, Money money) {
        return into(account, Asset.of(money), money.minorUnits());
    }

    public static Leg outOf(AccountCode account, Money money) {
        return outOf(account, Asset.of(money), money.minorUnits());
    }

    Leg negated() {
        return outOf(account, asset, amount);
    }
}
