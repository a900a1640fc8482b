package org.tsudoi.memberships;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.money.Money;

/// What a month of a plan costs, from which day on. A period has the price of its first day.
///
/// @param steps the earliest first; never empty
public record PriceList(List<Step> steps) {
    /// Members read of another price so many days before.
    public static final int NOTICE_DAYS = 30;

    /// A price holds for so long, at least.
    public static final int YEARS_KEPT = 1;

    public record Step(LocalDate from, Money price) {
        public Step {
            if (!price.isPositive()) throw new IllegalArgumentException("no price: " + price);
        }
    }

    public PriceList {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("a plan has a price");
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).from.isBefore(steps.get(i - 1).from.plusYears(YEARS_KEPT))) {
                throw new IllegalArgumentException("prices change once a year: " + steps);
            }
            if (!steps.get(i).price.currency().equals(steps.getFirst().price.currency())) {
                throw new IllegalArgumentException("prices stay in their currency: " + steps);
            }
        }
    }

    /// Of days before the first step, the first one's.
    public Money on(LocalDate day) {
        return steps.reversed().stream()
                .filter(step -> !step.from.isAfter(day))
                .findFirst()
                .orElse(steps.getFirst())
                .price;
    }

    /// The earliest day from which another price may hold that is announced on this day.
    public LocalDate nextFrom(LocalDate announcedOn) {
        var noticed = announcedOn.plusDays(NOTICE_DAYS);
        var kept = steps.getLast().from.plusYears(YEARS_KEPT);
        return noticed.isAfter(kept) ? noticed : kept;
    }
}
