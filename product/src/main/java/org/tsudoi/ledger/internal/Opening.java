package org.tsudoi.ledger.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tsudoi.ledger.Account;
import org.tsudoi.ledger.AccountCode;

/// Opening and closing accounts.
@Component
class Opening {
    private final AccountTable accounts;
    private final KnownAccounts known;
    private final BalanceTable balances;
    private final Clock clock;

    Opening(AccountTable accounts, KnownAccounts known, BalanceTable balances, Clock clock) {
        this.accounts = accounts;
        this.known = known;
        this.balances = balances;
        this.clock = clock;
    }

    /// The common accounts of every payment are open already, which is known without asking.
    void open(Collection<Account> wanted) {
        var left = wanted.stream().filter(account -> !known.isOpen(account)).toList();
        if (left.isEmpty()) return;
        // The same account twice, in two ways, is no less a contradiction than one that is open already.
        compare(wanted, left);
        var added = accounts.insertMissing(left, clock.instant());
        known.opened(added);
        var before = left.stream()
                .filter(account -> !added.containsKey(account.code()))
                .toList();
        if (!before.isEmpty()) {
            compare(accounts.find(before.stream().map(Account::code).toList()), before);
        }
    }

    private static void compare(Collection<Account> accounts, List<Account> wanted) {
        var opened =
                accounts.stream().collect(Collectors.toMap(Account::code, Function.identity(), (first, _) -> first));
        for (var account : wanted) {
            if (!account.equals(opened.get(account.code()))) {
                throw new IllegalStateException(
                        account.code() + " is open already, with another asset or other limits: "
                                + opened.get(account.code()) + ", not " + account);
            }
        }
    }

    Optional<Account> find(AccountCode code) {
        return accounts.find(List.of(code)).stream().findFirst();
    }

    void close(AccountCode code) {
        var account = accounts.known(code).orElseThrow(() -> new IllegalStateException("there is no account " + code));
        var id = new long[] {account.id()};
        accounts.lock(id, false);
        if (!accounts.closedAmong(id).isEmpty()) return;
        var balance = balances.find(code).orElseThrow();
        if (balance.posted() != 0 || balance.heldOut() != 0 || balance.heldIn() != 0) {
            throw new IllegalStateException(code + " is not empty and cannot be closed: " + balance);
        }
        accounts.close(account, clock.instant());
    }
}
