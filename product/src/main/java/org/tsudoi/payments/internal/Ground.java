package org.tsudoi.payments.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.platform.outbox.Outbox;

/// What every activity here stands on: one transaction at a time, the time, the outbox and the news.
@Component
record Ground(TransactionTemplate transactions, Clock clock, Outbox outbox, ApplicationEventPublisher publisher) {
    /// Who is noted where no person did it.
    static final String US = "tsudoi";

    Instant now() {
        return clock.instant();
    }

    <T> T inTransaction(Supplier<T> doing) {
        return Objects.requireNonNull(transactions.execute(_ -> doing.get()));
    }

    void tell(PaymentNews news) {
        publisher.publishEvent(news);
    }
}
