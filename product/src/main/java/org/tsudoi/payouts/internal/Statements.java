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
class Statements {
    private static final int MONTHS = 12;
    private static final int AT_ONCE = 1000;

    private static final Map<String, Sort> SORTS = Map.ofEntries(
            Map.entry("payment-captured", Sort.SALES),
            Map.entry("points-spent", Sort.SALES),
            Map.entry("refund-requested", Sort.REFUNDS),
            Map.entry("points-returned", Sort.REFUNDS),
            Map.entry("dispute-taken", Sort.REFUNDS),
            Map.entry("dispute-returned", Sort.REFUNDS),
            Map.entry("payment-fee", Sort.PROVIDER_FEES),
            Map.entry("dispute-fee", Sort.PROVIDER_FEES),
            Map.entry("platform-fee", Sort.PLATFORM_FEES),
            Map.entry("platform-fee-returned", Sort.PLATFORM_FEES),
            Map.entry("payout-fee", Sort.TRANSFER_FEES),
            Map.entry("payout-fee-returned", Sort.TRANSFER_FEES),
            Map.entry("payout-prepared", Sort.PAYOUTS),
            Map.entry("payout-discarded", Sort.PAYOUTS),
            Map.entry("payout-returned", Sort.PAYOUTS));

    private final Ledger ledger;
    private final Clock clock;

    Statements(Ledger ledger, Clock clock) {
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
                .merge(SORTS.getOrDefault(entry.kind(), Sort.OTHER), Math.negateExact(entry.amount()), Math::addExact);
    }

    private static Map<Sort, Money> inMoney(Map<Sort, Long> sums, Currency currency) {
        var money = new EnumMap<Sort, Money>(Sort.class);
        for (var sort : Sort.values()) money.put(sort, new Money(sums.getOrDefault(sort, 0L), currency));
        return money;
    }
}
