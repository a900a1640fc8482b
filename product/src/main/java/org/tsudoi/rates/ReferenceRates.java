package org.tsudoi.rates;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.money.Money;

/// What a price is about in another currency, by the euro foreign exchange reference rates of the European Central
/// Bank, which are "for information purposes only" (ecb.europa.eu, Euro foreign exchange reference rates).
public interface ReferenceRates {
    /// Empty when a rate is not known, is older than a week, or the currency is the price's own.
    Optional<About> about(Money price, Currency in);

    /// Those that a price can be shown in now, the euro among them; empty as long as no rates are known.
    Set<Currency> currencies();

    /// @param amount rounded half up to what the currency's smallest unit is
    /// @param on     the day of the rates
    record About(Money amount, LocalDate on) {}
}
