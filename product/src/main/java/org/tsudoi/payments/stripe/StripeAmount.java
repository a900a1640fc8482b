package org.tsudoi.payments.stripe;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.tsudoi.money.Money;

/// Money as Stripe writes it: a whole number and a currency in small letters. Stripe's smallest unit is that of
/// ISO 4217 but for a few (docs.stripe.com/currencies, 2026-11): these are written with other decimals.
final class StripeAmount {
    /// Stripe's decimals where they are not those of ISO 4217.
    private static final Map<String, Integer> OTHER_DECIMALS = Map.of("UGX", 2, "ISK", 2, "MGA", 0);

    private StripeAmount() {}

    static String currency(Money money) {
        return money.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    }

    /// @throws ArithmeticException when Stripe has no number for it
    static long write(Money money) {
        int shift = shift(money.currency());
        if (shift >= 0) {
            return Math.multiplyExact(money.minorUnits(), power(shift));
        }
        if (money.minorUnits() % power(-shift) != 0) {
            throw new ArithmeticException("not a whole unit at Stripe: " + money);
        }
        return money.minorUnits() / power(-shift);
    }

    /// @throws ArithmeticException      when it is less than our smallest unit
    /// @throws IllegalArgumentException when there is no such currency
    static Money read(long amount, String currency) {
        var known = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        int shift = shift(known);
        if (shift <= 0) {
            return new Money(Math.multiplyExact(amount, power(-shift)), known);
        }
        if (amount % power(shift) != 0) {
            throw new ArithmeticException("less than the smallest unit: " + amount + " " + currency);
        }
        return new Money(amount / power(shift), known);
    }

    private static int shift(Currency currency) {
        int ours = currency.getDefaultFractionDigits();
        return OTHER_DECIMALS.getOrDefault(currency.getCurrencyCode(), ours) - ours;
    }

    private static long power(int of) {
        long power = 1;
        for (int i = 0; i < of; i++) power *= 10;
        return power;
    }
}
