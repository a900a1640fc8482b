package org.tsudoi.orders.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins a transaction anew when PostgreSQL has ended it because two waited for each other. Nothing of it was done,
/// and nobody outside was told, so that the same once more is safe. Within an open transaction it is for the
/// outermost to begin again.
final class RepeatedTransactions extends TransactionTemplate {
    private static final int TRIES_MAX = 4;

    RepeatedTransactions(PlatformTransactionManager transactions) {
        super(transactions);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        int tries = TransactionSynchronizationManager.isActualTransactionActive() ? TRIES_MAX : 1;
        while (true) {
            try {
                return super.execute(action);
            } catch (ConcurrencyFailureException raced) {
                if (tries++ >= TRIES_MAX) throw raced;
            }
        }
    }
}
