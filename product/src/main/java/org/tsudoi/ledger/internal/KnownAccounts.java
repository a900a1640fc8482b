package org.tsudoi.ledger.internal;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;

/// What is known of accounts without asking: what an account is never changes. Whether it was closed may, so that is
/// asked each time.
///
/// Only committed accounts are remembered: one that is opened in a transaction that is rolled back never was. Until its
/// end the transaction itself knows what it opened.
@Component
class KnownAccounts {
    /// At about 300 bytes each.
    private static final int REMEMBERED_MAX = 150_000;

    private final AccountTable table;
    private final Map<AccountCode, KnownAccount> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .<AccountCode, KnownAccount>build()
            .asMap();

    KnownAccounts(AccountTable table) {
        this.table = table;
    }

    /// Without those that were never opened.
    Map<AccountCode, KnownAccount> find(Collection<AccountCode> codes) {
        var known = new HashMap<AccountCode, KnownAccount>(codes.size() * 2);
        var missing = new ArrayList<AccountCode>();
        var opened = openedHere();
        for (var code : codes) {
            var account = remembered.getOrDefault(code, opened.get(code));
            if (account == null) missing.add(code);
            else known.put(code, account);
        }
        if (!missing.isEmpty()) {
            var found = table.known(missing);
            known.putAll(found);
            remember(found);
        }
        return known;
    }

    /// What the caller's transaction has just opened.
    void opened(Map<AccountCode, KnownAccount> accounts) {
        if (accounts.isEmpty()) return;
        if (openedHere().isEmpty()) {
            var here = new HashMap<AccountCode, KnownAccount>();
            TransactionSynchronizationManager.bindResource(this, here);
            TransactionSynchronizationManager.registerSynchronization(new Until(here));
        }
        openedHere().putAll(accounts);
    }

    @SuppressWarnings("unchecked") // bound above
    private Map<AccountCode, KnownAccount> openedHere() {
        return TransactionSynchronizationManager.getResource(this) instanceof Map<?, ?> here
                ? (Map<AccountCode, KnownAccount>) here
                : Map.of();
    }

    /// The end of the transaction that opened these.
    private final class Until implements TransactionSynchronization {
        private final Map<AccountCode, KnownAccount> opened;

        Until(Map<AccountCode, KnownAccount> opened) {
            this.opened = opened;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(KnownAccounts.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(KnownAccounts.this, opened);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(KnownAccounts.this);
            if (status == STATUS_COMMITTED) keep(opened);
        }
    }

    /// Whether an account without limits is remembered as just this one; of the limits of others nothing is known here.
    boolean isOpen(Account wanted) {
        var account = remembered.get(wanted.code());
        return account != null
                && !account.guarded()
                && wanted.floor() == null
                && wanted.ceiling() == null
                && account.asset().equals(wanted.asset());
    }

    private void remember(Map<AccountCode, KnownAccount> found) {
        if (found.isEmpty()) return;
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            keep(found);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                keep(found);
            }
        });
    }

    private void keep(Map<AccountCode, KnownAccount> found) {
        remembered.putAll(found);
    }
}
