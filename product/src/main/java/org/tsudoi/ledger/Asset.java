package org.tsudoi.ledger;

import java.util.Currency;
import java.util.regex.Pattern;
import org.tsudoi.money.Money;

/// What an account holds: `JPY`, `THB`, `SEAT`, `POINT`, or a right such as `REFUND/JPY` (to be refunded so many yen).
/// Amounts are whole: minor units of a currency, single seats, single points.
public record Asset(String code) {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,15}(/[A-Z][A-Z0-9]{0,15})?");

    public static final Asset SEAT = new Asset("SEAT");
    public static final Asset POINT = new Asset("POINT");

    public Asset {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("no code of an asset: " + code);
        }
    }

    public static Asset of(Currency currency) {
        return new Asset(currency.getCurrencyCode());
    }

    public static Asset of(Money money) {
        return of(money.currency());
    }

    /// The right to be refunded in this currency.
    public static Asset refundOf(Currency currency) {
        return new Asset("REFUND/" + currency.getCurrencyCode());
    }

    @Override
    public String toString() {
        return code;
    }
}
