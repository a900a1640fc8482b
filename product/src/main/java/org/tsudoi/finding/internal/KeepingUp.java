package org.tsudoi.finding.internal;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.platform.RecurringJob;

/// Brings in what has changed: what somebody wrote when it is searched next, free times soon after.
@Component
class KeepingUp implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(KeepingUp.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int BATCH = 200;
    private static final int BATCHES_MAX = 20;

    /// So many are brought in by who searches: the page waits for it.
    private static final int AT_ONCE = 10;

    private static final Duration RENEWED_WITHIN = Duration.ofHours(1);

    private final StaleTable stale;
    private final EntryTable entries;
    private final Indexing indexing;
    private final TransactionTemplate transactions;
    private final Clock clock;

    KeepingUp(
            StaleTable stale, EntryTable entries, Indexing indexing, TransactionTemplate transactions, Clock clock) {
        this.stale = stale;
        this.entries = entries;
        this.indexing = indexing;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "finding-keep-up";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        var now = clock.instant();
        entries.removeOver(now);
        for (var subject : entries.renewedBefore(now.minus(RENEWED_WITHIN), BATCH)) {
            stale.note(Indexing.noteOf(subject), subject.value());
        }
        // What is brought in may note what follows from it.
        for (int batch = 0; batch < BATCHES_MAX && bringIn(false, BATCH) > 0; batch++) {}
    }

    void atOnce() {
        if (bringIn(true, AT_ONCE) > 0) bringIn(true, AT_ONCE);
    }

    private int bringIn(boolean atOnce, int max) {
        var notes = stale.oldest(atOnce, max);
        notes.forEach(this::bringIn);
        return notes.size();
    }

    /// One that cannot be brought in keeps no other.
    private void bringIn(StaleTable.Note note) {
        try {
            transactions.executeWithoutResult(_ -> {
                stale.lock(note);
                stale.remove(note);
                indexing.renew(note);
            });
        } catch (RuntimeException fault) {
            LOG.error("{} {} could not be brought into what is found", note.kind(), note.subject(), fault);
            stale.failed(note);
        }
    }
}
