package org.tsudoi.memberships;

import java.util.Currency;
import java.util.Map;
import org.tsudoi.money.Money;

/// What no provider takes less than: a card at Stripe (50 yen, 10 baht, half a dollar or euro; 2026-11).
public final class LeastFee {
    private static final Map<String, Long> LEAST = Map.of("JPY", 50L, "THB", 1_000L, "USD", 50L, "EUR", 50L);
    private static final long USUAL = 50;

    private LeastFee() {}

    public static Money of(Currency currency) {
        return new Money(LEAST.getOrDefault(currency.getCurrencyCode(), USUAL), currency);
    }

    public static boolean isReachedBy(Money fee) {
        return fee.compareTo(of(fee.currency())) >= 0;
    }
}
