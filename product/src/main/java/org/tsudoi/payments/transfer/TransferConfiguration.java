package org.tsudoi.payments.transfer;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.payments.BankBalances;
import org.tsudoi.payments.KnownNotices;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.payments.provider.DecidingNameless;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.platform.outbox.Outbox;
import org.tsudoi.privacy.Vault;

/// Transfers are offered when there is an account.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TransferSettings.class)
class TransferConfiguration {
    @Bean
    TransferTable transferTable(JdbcClient jdbc) {
        return new TransferTable(jdbc);
    }

    /// Also once no bank tells them any more.
    @Bean
    BankBalances bankBalances(JdbcClient jdbc) {
        return new VirtualBalanceTable(jdbc);
    }

    @Bean
    DepositTable depositTable(JdbcClient jdbc, Vault vault) {
        return new DepositTable(jdbc, vault);
    }

    /// Where each transfer can have an account of its own, it has.
    @Bean
    PaymentProvider transferAdapter(
            TransferSettings settings,
            TransferTable transfers,
            ObjectProvider<VirtualAccounts> accounts,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        var numbered = new TransferAdapter(settings, transfers, new VirtualTable(jdbc), transactions, clock);
        var virtual = accounts.getIfAvailable();
        return virtual == null ? numbered : virtual.before(numbered);
    }

    @Bean
    BankReports bankReports(
            TransferSettings settings,
            TransferTable transfers,
            KeepingDeposits deposits,
            ObjectProvider<KnownNotices> elsewhere,
            ObjectProvider<GanbSettings> ganb,
            ApplicationEventPublisher publisher,
            Clock clock) {
        var matching =
                new MatchingDeposits(transfers, deposits, elsewhere.stream().toList());
        var virtual = ganb.getIfAvailable();
        return new BankReports(
                settings, virtual == null ? null : virtual.leadsTo(settings.reads()), matching, publisher, clock);
    }

    @Bean
    DepositBook depositBook(Ledger ledger, Clock clock) {
        return new DepositBook(ledger, clock);
    }

    @Bean
    KeepingDeposits keepingDeposits(DepositTable deposits, DepositBook book, Outbox outbox, Clock clock) {
        return new KeepingDeposits(deposits, book, outbox, clock);
    }

    @Bean
    SettlingTransfers.Rows settlingTransfersRows(TransferTable transfers, DepositTable deposits, Clock clock) {
        return new SettlingTransfers.Rows(transfers, deposits, clock);
    }

    @Bean
    SettlingTransfers settlingTransfers(
            SettlingTransfers.Rows rows,
            DepositBook book,
            Suspense suspense,
            TakenBack takenBack,
            KeepingDeposits deposits,
            TransactionTemplate transactions) {
        return new SettlingTransfers(rows, book, suspense, takenBack, deposits, transactions);
    }

    @Bean
    DecidingDeposits decidingDeposits(
            SettlingTransfers.Rows rows,
            DepositBook book,
            KeepingDeposits keeping,
            Payments payments,
            TransactionTemplate transactions) {
        var people = new DecidingNameless(new NamelessDeposits(rows, book, keeping), payments, transactions);
        return new DecidingDeposits(rows.deposits(), book, people);
    }

    @Bean
    TransferMovements transferMovements(TransferTable transfers) {
        return new TransferMovements(transfers);
    }

    @Bean
    TransferExamination transferExamination(
            TransferSettings settings, ObjectProvider<VirtualAccounts> accounts, JdbcClient jdbc) {
        return new TransferExamination(settings, accounts.getIfAvailable() != null, new VirtualTable(jdbc));
    }
}
