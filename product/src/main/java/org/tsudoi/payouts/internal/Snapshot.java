package org.tsudoi.payouts.internal;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads all as it was committed at one moment, whatever transaction is open around it.
@Component
class Snapshot {
    private final TransactionTemplate transactions;

    Snapshot(PlatformTransactionManager manager) {
        transactions = new TransactionTemplate(manager);
        transactions.setReadOnly(true);
        transactions.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    <T> T of(Supplier<T> reading) {
        return Objects.requireNonNull(transactions.execute(_ -> reading.get()));
    }
}
