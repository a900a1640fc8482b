package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Entry;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Orders;
import org.tsudoi.payouts.Payouts.Month;
import org.tsudoi.payouts.Payouts.Sort;

/// What moved on an organiser's payable, summed by month, as the books have it.
@Component
class SummingMonths {
    private static final int MONTHS = 12;
    private static final int AT_ONCE = 1000;

    private final Ledger ledger;
    private final Clock clock;

    SummingMonths(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The newest first; months in which nothing moved are left out.
    List<Month> of(OrganiserId organiser, Currency currency, ZoneId zone) {
        var code = Orders.payable(organiser, currency);
        if (ledger.account(code).isEmpty()) return List.of();
        var first = YearMonth.from(clock.instant().atZone(zone)).minusMonths(MONTHS - 1L);
        var since = first.atDay(1).atStartOfDay(zone).toInstant();
        var sums = new TreeMap<YearMonth, Map<Sort, Long>>(Comparator.reverseOrder());
        long before = Long.MAX_VALUE;
        while (true) {
            var entries = ledger.entries(code, before, AT_ONCE);
            for (var entry : entries) {
                if (!entry.effectiveAt().isBefore(since)) add(sums, entry, zone);
            }
            // Nothing happens after it was recorded, and they come in the order in which they were.
            if (entries.size() < AT_ONCE || entries.getLast().recordedAt().isBefore(since)) break;
            before = entries.getLast().position();
        }
        return sums.entrySet().stream()
                .map(month -> new Month(month.getKey(), inMoney(month.getValue(), currency)))
                .toList();
    }

    private static void add(Map<YearMonth, Map<Sort, Long>> sums, Entry entry, ZoneId zone) {
        sums.computeIfAbsent(YearMonth.from(entry.effectiveAt().atZone(zone)), _ -> new EnumMap<>(Sort.class))
                .merge(Sort.of(entry.kind()), Math.negateExact(entry.amount()), Math::addExact);
    }

    private static Map<Sort, Money> inMoney(Map<Sort, Long> sums, Currency currency) {
        var money = new EnumMap<Sort, Money>(Sort.class);
        for (var sort : Sort.values()) money.put(sort, new Money(sums.getOrDefault(sort, 0L), currency));
        return money;
    }
}
