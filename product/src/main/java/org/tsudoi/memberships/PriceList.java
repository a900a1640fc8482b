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

    /// A price holds for so long before a higher one comes, at least.
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
            var before = steps.get(i - 1);
            var step = steps.get(i);
            if (!step.price.currency().equals(before.price.currency())) {
                throw new IllegalArgumentException("prices stay in their currency: " + steps);
            }
            boolean raised = step.price.compareTo(before.price) > 0;
            var earliest = raised ? before.from.plusYears(YEARS_KEPT) : before.from.plusDays(1);
            if (step.from.isBefore(earliest)) {
                throw new IllegalArgumentException("prices rise once a year: " + steps);
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

    /// The earliest day from which this price may hold that is announced on this day. A lower one needs no notice;
    /// it comes a day later, so that it can be withdrawn.
    public LocalDate nextFrom(LocalDate announcedOn, Money price) {
        var last = steps.getLast();
        boolean raised = price.compareTo(last.price) > 0;
        var noticed = announcedOn.plusDays(raised ? NOTICE_DAYS : 1);
        var kept = raised ? last.from.plusYears(YEARS_KEPT) : last.from.plusDays(1);
        return noticed.isAfter(kept) ? noticed : kept;
    }

    /// Those that are to come after this day.
    public List<Step> after(LocalDate day) {
        return steps.stream().filter(step -> step.from.isAfter(day)).toList();
    }
}
