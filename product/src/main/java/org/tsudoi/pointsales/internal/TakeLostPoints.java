package org.tsudoi.pointsales.internal;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.platform.RecurringJob;

/// Takes what comes free of points whose money a bank has given back.
@Component
class TakeLostPoints implements RecurringJob {
    private static final Logger LOG = LoggerFactory.getLogger(TakeLostPoints.class);

    private static final Duration EVERY = Duration.ofMinutes(30);

    /// Longer than points live.
    private static final Duration LOOKED_AFTER = Duration.ofDays(5L * 366);

    private final PurchaseTable purchases;
    private final HearingPurchases hearing;
    private final TransactionTemplate transactions;
    private final Clock clock;

    TakeLostPoints(PurchaseTable purchases, HearingPurchases hearing, TransactionTemplate transactions, Clock clock) {
        this.purchases = purchases;
        this.hearing = hearing;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pointsales-take-lost";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        for (var lost : purchases.lost(clock.instant().minus(LOOKED_AFTER))) {
            try {
                transactions.executeWithoutResult(_ -> hearing.takeWhatCameFree(lost));
            } catch (RuntimeException fault) {
                LOG.warn("what a bank gave back of {} has to wait", lost, fault);
            }
        }
    }
}
