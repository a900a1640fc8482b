package org.tsudoi.freetimes.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsudoi.freetimes.CalendarFeed.Why;

/// Reads one file at a time on a thread of its own, and leaves alone what takes too long: whoever wrote
/// such a file keeps nobody else's from being read, and what a file takes of memory it takes once.
final class FeedWorker {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWorker.class);

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Duration max;

    FeedWorker(Duration max) {
        this.max = max;
    }

    FeedReading.Read read(Callable<FeedReading.Read> reading) {
        turn.lock();
        try {
            return inTime(new FutureTask<>(reading));
        } finally {
            turn.unlock();
        }
    }

    private FeedReading.Read inTime(FutureTask<FeedReading.Read> task) {
        Thread.ofPlatform()
                .daemon()
                .name("calendar-reading")
                .priority(Thread.MIN_PRIORITY)
                .start(task);
        try {
            return task.get(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new FeedReading.Read.Failed(Why.TOO_LARGE);
        } catch (ExecutionException fault) {
            LOG.error("a calendar could not be read", fault.getCause());
            return new FeedReading.Read.Failed(Why.NO_CALENDAR);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new FeedReading.Read.Failed(Why.SILENT);
        } finally {
            // One that is still reading notices before the next time it looks at.
            task.cancel(true);
        }
    }
}
