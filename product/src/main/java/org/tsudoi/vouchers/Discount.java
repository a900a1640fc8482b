package org.tsudoi.vouchers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.tsudoi.money.Money;

/// What a voucher takes off the price of an order.
public sealed interface Discount {
    /// Never more than the price. Parts of a minor unit are the organiser's.
    Money of(Money total);

    record AmountOff(Money amount) implements Discount {
        public AmountOff {
            if (!amount.isPositive()) throw new IllegalArgumentException("takes nothing off: " + amount);
        }

        @Override
        public Money of(Money total) {
            return amount.compareTo(total) < 0 ? amount : total;
        }
    }

    record PercentOff(int percent) implements Discount {
        public static final int MAX = 99;

        public PercentOff {
            if (percent < 1 || percent > MAX) throw new IllegalArgumentException("no percentage: " + percent);
        }

        @Override
        public Money of(Money total) {
            return total.percent(BigDecimal.valueOf(percent), RoundingMode.DOWN);
        }
    }

    record Free() implements Discount {
        @Override
        public Money of(Money total) {
            return total;
        }
    }
}
