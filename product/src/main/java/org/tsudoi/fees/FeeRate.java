package org.tsudoi.fees;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.tsudoi.money.Money;

/// What a place of a kind of offering costs whoever sells it, from some moment on. It is never changed: another one
/// follows it.
///
/// @param basisPoints hundredths of a percent of the price of a place
/// @param fixed       added for each place
/// @param least       what a place costs at least
/// @param most        what a place costs at most
public record FeeRate(
        OfferingKind kind, int basisPoints, Money fixed, Money least, Optional<Money> most, Instant validFrom) {
    public static final int BASIS_POINTS_MAX = 5_000;
    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

    public FeeRate {
        if (basisPoints < 0 || basisPoints > BASIS_POINTS_MAX || fixed.isNegative() || least.isNegative()) {
            throw new IllegalArgumentException("no rate of a fee: " + basisPoints + ", " + fixed + ", " + least);
        }
        if (most.filter(limit -> limit.compareTo(least) < 0).isPresent()) {
            throw new IllegalArgumentException("at most " + most + " is less than at least " + least);
        }
        if (!fixed.currency().equals(least.currency())) {
            throw new IllegalArgumentException("in two currencies: " + fixed + " and " + least);
        }
        if (kind.isAlwaysFree() && (basisPoints > 0 || !fixed.isZero() || !least.isZero())) {
            throw new IllegalArgumentException("the platform takes no fee on a " + kind.word());
        }
    }

    public FeeRate from(Instant moment) {
        return new FeeRate(kind, basisPoints, fixed, least, most, moment);
    }

    public Currency currency() {
        return fixed.currency();
    }

    public boolean isNothing() {
        return basisPoints == 0 && fixed.isZero() && least.isZero();
    }

    /// Rounded down to the minor unit, never more than the price; nothing for a free place.
    public Money of(Money price) {
        if (!price.isPositive()) return Money.zero(currency());
        var share = BigInteger.valueOf(price.minorUnits())
                .multiply(BigInteger.valueOf(basisPoints))
                .divide(WHOLE)
                .longValueExact();
        var fee = fixed.plus(new Money(share, price.currency()));
        if (fee.compareTo(least) < 0) fee = least;
        if (most.isPresent() && fee.compareTo(most.get()) > 0) fee = most.get();
        return fee.compareTo(price) > 0 ? price : fee;
    }
}
