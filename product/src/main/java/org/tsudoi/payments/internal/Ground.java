package org.tsudoi.payments.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.BeforeTaking;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentNews;
import org.tsudoi.platform.outbox.Outbox;

/// What every activity here stands on: one transaction at a time, the time, the outbox and the news.
@Component
record Ground(
        TransactionTemplate transactions,
        Clock clock,
        Outbox outbox,
        ApplicationEventPublisher publisher,
        ObjectProvider<BeforeTaking> before) {
    /// Who is noted where no person did it.
    static final String US = "tsudoi";

    Instant now() {
        return clock.instant();
    }

    <T> T inTransaction(Supplier<T> doing) {
        return Objects.requireNonNull(transactions.execute(_ -> doing.get()));
    }

    /// Of what its buyer has approved. No transaction is open.
    boolean mayTake(Payment payment) {
        var asked = before.getIfAvailable();
        return asked == null || asked.mayTake(payment.terms().orderReference());
    }

    void tell(PaymentNews news) {
        publisher.publishEvent(news);
    }
}
