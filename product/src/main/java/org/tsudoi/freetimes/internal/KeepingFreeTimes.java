package org.tsudoi.freetimes.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.freetimes.Availability;
import org.tsudoi.freetimes.BookingRules;
import org.tsudoi.freetimes.FreeTimes;
import org.tsudoi.freetimes.Slot;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Problem;

@Component
class KeepingFreeTimes implements FreeTimes {
    private final FreeTimesTable table;
    private final BusyTimes busy;
    private final FeedTable feeds;
    private final Members members;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingFreeTimes(
            FreeTimesTable table,
            BusyTimes busy,
            FeedTable feeds,
            Members members,
            TransactionTemplate transactions,
            Clock clock) {
        this.table = table;
        this.busy = busy;
        this.feeds = feeds;
        this.members = members;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Availability of(MemberId host) {
        return table.find(host).orElseGet(() -> usual(host));
    }

    /// Of a host who has said nothing yet.
    private Availability usual(MemberId host) {
        return Availability.closed(
                members.find(host).orElseThrow(Problem::notFound).zone());
    }

    /// To be called in a transaction: from then on until its end nobody else decides about this host's
    /// time.
    Availability lock(MemberId host) {
        return table.lock(host, () -> usual(host), clock.instant());
    }

    @Override
    public void keep(MemberId host, Availability availability) {
        transactions.executeWithoutResult(_ -> {
            var before = lock(host);
            var now = clock.instant();
            table.keep(host, availability, now);
            // Whole days, and times without a zone, are of the host's.
            if (!before.zone().equals(availability.zone())) feeds.readAgain(host, now);
        });
    }

    @Override
    public SortedMap<LocalDate, List<Slot>> slots(Question question) {
        var availability = of(question.host());
        var wanted = new Interval(
                question.from().atStartOfDay(question.reader()).toInstant(),
                question.until().plusDays(1).atStartOfDay(question.reader()).toInstant());
        var days = new TreeMap<LocalDate, List<Slot>>();
        if (!BookingRules.isLength(question.length())) return days;
        for (var slot : busy.finding(question.host(), availability, wanted, clock.instant())
                .find(question.length(), wanted)) {
            var day = slot.startsAt().atZone(question.reader()).toLocalDate();
            days.computeIfAbsent(day, _ -> new ArrayList<>()).add(slot);
        }
        return days;
    }
}
