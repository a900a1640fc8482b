package org.tsudoi.web;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.money.Money;
import org.tsudoi.rates.ReferenceRates;

/// Prices in the currency that a reader thinks in, for orientation.
///
/// @param reader null when it is not known
public record Prices(ReferenceRates rates, @Nullable Currency reader) {
    /// Those offered, as far as their rates are known.
    private static final Set<String> OFFERED =
            Set.of("JPY", "THB", "USD", "EUR", "GBP", "AUD", "CNY", "HKD", "KRW", "SGD");

    /// Null when there is nothing to show.
    public ReferenceRates.@Nullable About about(Money price) {
        return reader == null || price.isZero()
                ? null
                : rates.about(price, reader).orElse(null);
    }

    public List<Currency> offered() {
        return rates.currencies().stream()
                .filter(currency -> OFFERED.contains(currency.getCurrencyCode()))
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toList();
    }
}
