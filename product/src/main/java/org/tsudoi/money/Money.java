package org.tsudoi.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/// An amount in whole minor units of its currency by ISO 4217: yen have none (`1500` is ¥1,500), baht and
/// dollars have two digits (`1500` is ฿15.00). Arithmetic is exact: what does not fit a `long` throws
/// `ArithmeticException`, and two currencies never meet (`IllegalArgumentException`). How it is written for
/// readers is `MoneyText`'s.
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(currency + " has no minor unit and is no money to pay with");
        }
    }

    public static Money of(long minorUnits, String currency) {
        return new Money(minorUnits, Currency.getInstance(currency));
    }

    public static Money jpy(long yen) {
        return new Money(yen, JPY);
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, same(other).minorUnits), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, same(other).minorUnits), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minorUnits, factor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minorUnits), currency);
    }

    /// `percent("3.6", HALF_UP)` of ¥1,500 is ¥54. The rounding is the caller's to say: a fee rounded in our
    /// favour and a refund rounded in the buyer's are two different things.
    public Money percent(BigDecimal percent, RoundingMode rounding) {
        var exact = BigDecimal.valueOf(minorUnits).multiply(percent).divide(HUNDRED);
        return new Money(exact.setScale(0, rounding).longValueExact(), currency);
    }

    public Money percent(String percent, RoundingMode rounding) {
        return percent(new BigDecimal(percent), rounding);
    }

    /// Parts in proportion to the weights, that add up to exactly this: each gets its share rounded towards
    /// zero, and what is left over goes, one minor unit each, to those who lost most by the rounding; of
    /// equals, to the earlier one.
    public List<Money> split(long... weights) {
        if (weights.length == 0 || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("weights must be zero or more, and at least one of them more");
        }
        var total = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() == 0) {
            throw new IllegalArgumentException("weights must be zero or more, and at least one of them more");
        }
        var shares = new long[weights.length];
        var lost = new BigInteger[weights.length];
        long left = minorUnits;
        for (int i = 0; i < weights.length; i++) {
            var exact = BigInteger.valueOf(minorUnits)
                    .multiply(BigInteger.valueOf(weights[i]))
                    .divideAndRemainder(total);
            shares[i] = exact[0].longValueExact();
            lost[i] = exact[1].abs();
            left -= shares[i];
        }
        var order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> lost[i]).reversed())
                .toList();
        for (int next = 0; left != 0; next++) {
            int one = Long.signum(left);
            shares[order.get(next)] += one;
            left -= one;
        }
        var parts = new ArrayList<Money>(weights.length);
        for (long share : shares) {
            parts.add(new Money(share, currency));
        }
        return List.copyOf(parts);
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    /// Digits behind the point: 0 of a yen, 2 of a baht.
    public int digits() {
        return currency.getDefaultFractionDigits();
    }

    /// As a decimal number of the currency's major unit, for protocols that write `15.00`.
    public BigDecimal inMajorUnits() {
        return BigDecimal.valueOf(minorUnits, digits());
    }

    /// @throws IllegalArgumentException when it is of another currency
    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, same(other).minorUnits);
    }

    /// `JPY 1500`, `THB 15.00`: for logs and machines.
    @Override
    public String toString() {
        return currency.getCurrencyCode() + " " + inMajorUnits().toPlainString();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
        }
        return other;
    }
}
