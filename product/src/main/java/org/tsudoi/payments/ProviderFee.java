package org.tsudoi.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Currency;
import java.util.regex.Pattern;
import org.tsudoi.money.Money;

/// What a provider keeps of a payment, as far as it is known before anybody pays. Whoever is paid bears it.
public sealed interface ProviderFee {
    record Nothing() implements ProviderFee {}

    /// By a contract. What is kept in the end is what the provider tells.
    ///
    /// @param basisPoints hundredths of a percent of what is paid
    record Agreed(int basisPoints, Money fixed) implements ProviderFee {
        private static final int PERCENT_DIGITS = 2;
        private static final int WHOLE_DIGITS = 4;
        private static final int BASIS_POINTS_MAX = 5_000;
        private static final Pattern WRITTEN =
                Pattern.compile("(?<percent>[0-9]{1,2}([.][0-9]{1,2})?)([+](?<fixed>[0-9]{1,9}([.][0-9]{1,2})?))?");

        public Agreed {
            if (basisPoints < 0 || basisPoints > BASIS_POINTS_MAX || fixed.isNegative()) {
                throw new IllegalArgumentException("nothing that a provider keeps: " + basisPoints + ", " + fixed);
            }
        }

        /// `3.6+40`: percent, and what is kept of each payment besides, in whole units of the currency.
        ///
        /// @throws IllegalArgumentException when it is not written so
        public static Agreed read(String written, Currency currency) {
            var found = WRITTEN.matcher(written);
            if (!found.matches()) throw new IllegalArgumentException("no percentage and fixed amount: " + written);
            var fixed = found.group("fixed") == null ? "0" : found.group("fixed");
            return new Agreed(
                    new BigDecimal(found.group("percent"))
                            .movePointRight(PERCENT_DIGITS)
                            .intValueExact(),
                    new Money(
                            new BigDecimal(fixed)
                                    .movePointRight(currency.getDefaultFractionDigits())
                                    .longValueExact(),
                            currency));
        }

        /// Providers round half up, each in its own way: it may be a minor unit more or less.
        public Money of(Money paid) {
            var share = BigDecimal.valueOf(paid.minorUnits())
                    .multiply(BigDecimal.valueOf(basisPoints, WHOLE_DIGITS))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            return fixed.plus(new Money(share, paid.currency()));
        }

        /// Without needless zeros.
        public String percent() {
            return BigDecimal.valueOf(basisPoints, PERCENT_DIGITS)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    record NotKnown() implements ProviderFee {}

    /// Of a means that several providers take, each for some of its brands: not known where they differ.
    static ProviderFee common(Collection<ProviderFee> fees) {
        var different = fees.stream().distinct().toList();
        return different.size() == 1 ? different.getFirst() : new NotKnown();
    }
}
