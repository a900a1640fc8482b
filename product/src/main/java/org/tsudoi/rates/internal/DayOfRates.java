package org.tsudoi.rates.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.money.Money;

/// The rates of one day: how much of each currency one euro was.
record DayOfRates(LocalDate day, Map<Currency, BigDecimal> perEuro) {
    private static final Currency EURO = Currency.getInstance("EUR");
    private static final int DIGITS = 12;

    DayOfRates {
        var all = new HashMap<>(perEuro);
        all.put(EURO, BigDecimal.ONE);
        perEuro = Map.copyOf(all);
    }

    Optional<Money> convert(Money price, Currency to) {
        var from = perEuro.get(price.currency());
        var into = perEuro.get(to);
        if (from == null || into == null) return Optional.empty();
        var amount = price.inMajorUnits()
                .multiply(into)
                .divide(from, DIGITS, RoundingMode.HALF_UP)
                .setScale(to.getDefaultFractionDigits(), RoundingMode.HALF_UP);
        return Optional.of(new Money(amount.unscaledValue().longValueExact(), to));
    }
}
