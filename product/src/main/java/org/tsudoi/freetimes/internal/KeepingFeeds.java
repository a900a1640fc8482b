package org.tsudoi.freetimes.internal;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.freetimes.CalendarFeed;
import org.tsudoi.freetimes.CalendarFeeds;
import org.tsudoi.freetimes.FeedId;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;

@Component
class KeepingFeeds implements CalendarFeeds {
    private final FeedTable table;
    private final KeepingFreeTimes hosts;
    private final FeedSettings settings;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;

    KeepingFeeds(
            FeedTable table,
            KeepingFreeTimes hosts,
            FeedSettings settings,
            TransactionTemplate transactions,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.hosts = hosts;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Adding add(MemberId host, String name, String address) {
        var called = name.strip();
        if (called.isEmpty() || called.length() > CalendarFeed.NAME_MAX) return new Adding.Refused(Reason.NAME_MISSING);
        return FeedAddress.read(address, settings.insecure())
                .map(readable -> add(host, called, readable))
                .orElseGet(() -> new Adding.Refused(Reason.NO_ADDRESS));
    }

    private Adding add(MemberId host, String name, FeedAddress address) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            hosts.lock(host);
            if (table.count(host) >= FEEDS_MAX) return new Adding.Refused(Reason.TOO_MANY);
            var id = new FeedId(ids.next());
            return table.insert(id, host, name, address, clock.instant())
                    ? new Adding.Added(id)
                    : new Adding.Refused(Reason.ALREADY_THERE);
        }));
    }

    @Override
    public List<CalendarFeed> of(MemberId host) {
        return table.of(host);
    }

    @Override
    public void remove(MemberId host, FeedId feed) {
        if (!table.remove(host, feed)) throw Problem.notFound();
    }

    @Override
    public void readSoon(MemberId host, FeedId feed) {
        if (!table.askSoon(host, feed, clock.instant())) throw Problem.notFound();
    }
}
