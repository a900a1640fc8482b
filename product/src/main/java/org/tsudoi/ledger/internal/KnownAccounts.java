package org.tsudoi.ledger.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tsudoi.ledger.AccountCode;

/// What is known of accounts without asking: what an account is never changes. Whether it was closed may, so that is
/// asked each time.
///
/// Only committed accounts are remembered: one that is opened in a transaction that is rolled back never was.
@Component
class KnownAccounts {
    /// At about 200 bytes each; beyond it everything is forgotten and learnt again.
    private static final int REMEMBERED_MAX = 150_000;

    private final AccountTable table;
    private final Map<AccountCode, KnownAccount> remembered = new ConcurrentHashMap<>();

    KnownAccounts(AccountTable table) {
        this.table = table;
    }

    /// Without those that were never opened.
    Map<AccountCode, KnownAccount> find(Collection<AccountCode> codes) {
        var known = new HashMap<AccountCode, KnownAccount>(codes.size() * 2);
        var missing = new ArrayList<AccountCode>();
        for (var code : codes) {
            var account = remembered.get(code);
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
        if (remembered.size() + found.size() > REMEMBERED_MAX) remembered.clear();
        remembered.putAll(found);
    }
}
