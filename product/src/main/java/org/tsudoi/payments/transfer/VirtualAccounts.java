package org.tsudoi.payments.transfer;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.privacy.Vault;

/// All that gives transfers accounts of their own, put together.
final class VirtualAccounts {
    private final GanbSettings settings;
    private final GanbAccounts bank;
    private final VirtualTable accounts;
    private final TransferTable transfers;
    private final VirtualBalanceTable balances;
    private final HearingDeposits hearing;
    private final GivingAccounts giving;
    private final GivingAccounts.Ground ground;

    VirtualAccounts(GanbSettings settings, Store store, CallLog calls) {
        var jdbc = store.jdbc();
        var clock = store.clock();
        var tokens = new GanbTokens(settings, new GanbTokenTable(jdbc, store.vault()), clock, calls);
        this.settings = settings;
        this.bank = new GanbAccounts(settings, new GanbClient(settings, tokens, clock, calls), clock);
        this.accounts = new VirtualTable(jdbc);
        this.transfers = new TransferTable(jdbc);
        this.balances = new VirtualBalanceTable(jdbc);
        this.ground = new GivingAccounts.Ground(store.transactions(), clock);
        this.hearing = new HearingDeposits(accounts, transfers, store.deposits());
        this.giving = new GivingAccounts(settings, bank, accounts, transfers, hearing, ground);
    }

    record Store(
            JdbcClient jdbc, Vault vault, KeepingDeposits deposits, TransactionTemplate transactions, Clock clock) {}

    /// @param numbered for what began without
    PaymentProvider before(TransferAdapter numbered) {
        return new VirtualTransferAdapter(numbered, settings, transfers, accounts, giving, ground);
    }

    KeepingVirtualAccounts keeping(Payments payments) {
        var face = new KeepingVirtualAccounts.Face(payments, ground, balances);
        return new KeepingVirtualAccounts(settings, bank, accounts, giving, hearing, face);
    }
}
