package org.tsudoi.memberships;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.tsudoi.money.Money;

/// What one period costs. What is shown before joining and what is charged is both from here.
public record Fee(Period period, Money amount) {
    public static Fee of(Agreement agreement, PriceList prices, int number) {
        var period = agreement.calendar().period(number);
        var price = prices.on(period.from());
        return new Fee(period, number == 0 ? first(agreement.firstMonth(), price, period) : price);
    }

    /// From this period on, in order.
    public static List<Fee> next(Agreement agreement, PriceList prices, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> of(agreement, prices, number))
                .toList();
    }

    private static Money first(FirstMonth rule, Money price, Period period) {
        return switch (rule) {
            case FULL -> price;
            case PRORATED -> orNothing(part(price, period.days(), period.wholeDays()));
            case FREE -> Money.zero(price.currency());
        };
    }

    /// What nobody could take is given.
    private static Money orNothing(Money part) {
        return LeastFee.isReachedBy(part) ? part : Money.zero(part.currency());
    }

    /// What of a fee is for days after this one, rounded down. The rest was used: both add up to the fee.
    public static Money unused(Money paid, Period period, LocalDate lastDay) {
        return part(paid, period.daysAfter(lastDay), period.days());
    }

    private static Money part(Money whole, long days, long of) {
        return new Money(Math.multiplyExact(whole.minorUnits(), days) / of, whole.currency());
    }

    public LocalDate due() {
        return period.from();
    }
}
