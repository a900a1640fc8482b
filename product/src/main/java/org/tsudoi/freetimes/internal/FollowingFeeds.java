package org.tsudoi.freetimes.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.freetimes.CalendarFeed.Why;
import org.tsudoi.freetimes.FeedNews;
import org.tsudoi.platform.RecurringJob;

/// Reads calendars again and again. A calendar that cannot be read keeps what it said last, is asked less
/// and less often, and its host is told after a few times.
@Component
class FollowingFeeds implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(FollowingFeeds.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration READ_EVERY = Duration.ofMinutes(15);
    private static final Duration ASKED_AGAIN_MAX = Duration.ofHours(6);
    /// For whoever dies while asking.
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int TOLD_AFTER = 3;
    private static final int AT_ONCE = 4;
    private static final int A_RUN = 200;

    /// Also when nothing has changed: what repeats has to be laid out further.
    private static final Duration LAID_OUT_EVERY = Duration.ofDays(14);

    private final FeedTable table;
    private final FeedClient client;
    private final UnderstandingFeeds reading;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher news;
    private final Clock clock;

    FollowingFeeds(
            FeedTable table,
            FeedClient client,
            UnderstandingFeeds reading,
            TransactionTemplate transactions,
            ApplicationEventPublisher news,
            Clock clock) {
        this.table = table;
        this.client = client;
        this.reading = reading;
        this.transactions = transactions;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "freetimes-read-calendars";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var left = new AtomicInteger(A_RUN);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) workers.execute(() -> work(left));
        }
    }

    private void work(AtomicInteger left) {
        while (left.getAndDecrement() > 0) {
            var now = clock.instant();
            var due = table.takeDue(now, now.plus(LEASE));
            if (due.isEmpty()) return;
            try {
                follow(due.get());
            } catch (RuntimeException fault) {
                LOG.error("calendar {} was not read", due.get().id(), fault);
                failed(due.get(), Why.NO_CALENDAR);
            }
        }
    }

    private void follow(FeedTable.Due due) {
        var laidOutAt = due.laidOutAt();
        boolean layOut = laidOutAt == null || laidOutAt.plus(LAID_OUT_EVERY).isBefore(clock.instant());
        switch (client.fetch(due.address(), layOut ? FeedClient.Marks.NONE : due.marks())) {
            case FeedClient.Fetched.Calendar(var file, var marks) -> read(due, file, marks);
            case FeedClient.Fetched.SameAsBefore _ -> same(due);
            case FeedClient.Fetched.Failed(var why) -> failed(due, why);
        }
    }

    private void read(FeedTable.Due due, byte[] file, FeedClient.Marks marks) {
        var now = clock.instant();
        switch (reading.read(due.host(), file)) {
            case FeedReading.Read.Busy busy ->
                transactions.executeWithoutResult(_ -> {
                    if (table.read(due, marks, busy, now, now.plus(READ_EVERY))) tellThatItReads(due);
                });
            case FeedReading.Read.Failed(var why) -> failed(due, why);
        }
    }

    private void same(FeedTable.Due due) {
        var now = clock.instant();
        transactions.executeWithoutResult(_ -> {
            if (table.same(due, now, now.plus(READ_EVERY))) tellThatItReads(due);
        });
    }

    private void tellThatItReads(FeedTable.Due due) {
        if (due.told()) news.publishEvent(new FeedNews.FeedReadAgain(due.id(), due.host()));
    }

    private void failed(FeedTable.Due due, Why why) {
        var now = clock.instant();
        boolean tell = !due.told() && due.failures() + 1 >= TOLD_AFTER;
        transactions.executeWithoutResult(_ -> {
            if (table.failed(due, why, now, next(due, now), tell) && tell) {
                news.publishEvent(new FeedNews.FeedInTrouble(due.id(), due.host(), why, now));
            }
        });
    }

    private static Instant next(FeedTable.Due due, Instant now) {
        var wait = READ_EVERY.multipliedBy(1L << Math.min(due.failures(), 5));
        return now.plus(wait.compareTo(ASKED_AGAIN_MAX) > 0 ? ASKED_AGAIN_MAX : wait);
    }
}
