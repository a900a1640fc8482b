package org.tsudoi.documents;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.platform.RecurringJob;

/// Deletes the papers of orders of which none has to be kept any more. What was deleted is written down, without names.
@Component
class DeletePapers implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(DeletePapers.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int BATCH = 200;

    /// Those of a month are over on one day. More than this may be a wrong clock or a wrong term, and what is deleted
    /// does not come back: a person has a day to look.
    private static final int RUN_MAX = 20_000;

    private final PaperTable papers;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DeletePapers(PaperTable papers, TransactionTemplate transactions, Clock clock) {
        this.papers = papers;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "documents-delete-after-term";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        int deleted = 0;
        int batch;
        do {
            batch = Objects.requireNonNull(transactions.execute(_ -> {
                var now = clock.instant();
                var over = papers.over(LocalDate.ofInstant(now, ZoneOffset.UTC), BATCH);
                return over.isEmpty() ? 0 : papers.delete(over, now);
            }));
            deleted += batch;
        } while (batch > 0 && deleted < RUN_MAX);
        if (deleted > 0) LOG.info("{} papers were deleted, as their time was over", deleted);
        if (batch > 0) throw new IllegalStateException("more papers are over than one run may delete: " + deleted);
    }
}
