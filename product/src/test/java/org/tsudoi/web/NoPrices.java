package org.tsudoi.web;

import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.money.Money;
import org.tsudoi.rates.ReferenceRates;

/// Nothing is known of other currencies.
final class NoPrices implements ReferenceRates {
    static final Prices NONE = new Prices(new NoPrices(), null);

    @Override
    public Optional<About> about(Money price, Currency in) {
        return Optional.empty();
    }

    @Override
    public Set<Currency> currencies() {
        return Set.of();
    }
}
