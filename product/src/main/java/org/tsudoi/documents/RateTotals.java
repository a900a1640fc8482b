package org.tsudoi.documents;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Order;

/// What was sold, by rate of tax: the tax of a rate is worked out once for its whole total and never line by line
/// (消費税法基本通達 1-8-15). Rounded down in Japan; in Thailand to the nearest satang.
record RateTotals(List<Total> totals) {
    /// @param amount tax included
    record Line(Tax tax, Money amount) {}

    /// @param amount of all lines of that rate, tax included
    /// @param within the tax in it
    record Total(Tax tax, Money amount, Money within) {
        Money net() {
            return amount.minus(within);
        }
    }

    enum Rounding {
        DOWN,
        NEAREST
    }

    static RateTotals of(List<Line> lines, Rounding rounding) {
        var totals = new ArrayList<Total>();
        lines.stream()
                .map(Line::tax)
                .distinct()
                .sorted(Comparator.comparing(Tax::category))
                .forEach(tax -> {
                    var amount = lines.stream()
                            .filter(line -> line.tax().equals(tax))
                            .map(Line::amount)
                            .reduce(Money::plus)
                            .orElseThrow();
                    totals.add(new Total(tax, amount, within(amount, tax.percent(), rounding)));
                });
        return new RateTotals(List.copyOf(totals));
    }

    /// Of so much of what was paid for an order: the price of the places, and beside it the fee that the buyer bears,
    /// each by its own rate.
    ///
    /// @param fee within the amount
    static RateTotals of(Order.Terms terms, Money amount, Money fee, Rounding rounding) {
        return fee.isZero()
                ? of(terms.tax(), amount, rounding)
                : of(
                        List.of(
                                new Line(terms.tax(), amount.minus(fee)),
                                new Line(terms.fee().tax(), fee)),
                        rounding);
    }

    static RateTotals of(Tax tax, Money amount, Rounding rounding) {
        return of(List.of(new Line(tax, amount)), rounding);
    }

    Money net() {
        return totals.stream().map(Total::net).reduce(Money::plus).orElseThrow();
    }

    /// The tax of that rate.
    Money within(Tax tax) {
        return totals.stream()
                .filter(total -> total.tax().equals(tax))
                .map(Total::within)
                .findFirst()
                .orElseGet(() -> net().times(0));
    }

    private static Money within(Money amount, int percent, Rounding rounding) {
        long divisor = 100L + percent;
        var whole = BigInteger.valueOf(amount.minorUnits()).multiply(BigInteger.valueOf(percent));
        var rounded = switch (rounding) {
            case DOWN -> whole;
            case NEAREST -> whole.add(BigInteger.valueOf(divisor / 2));
        };
        return new Money(rounded.divide(BigInteger.valueOf(divisor)).longValueExact(), amount.currency());
    }
}
