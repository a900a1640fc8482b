package org.tsudoi.payments.transfer;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.KnownNotices;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.privacy.Vault;

/// Transfers are offered when there is an account.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TransferSettings.class)
class TransferConfiguration {
    @Bean
    TransferTable transferTable(JdbcClient jdbc) {
        return new TransferTable(jdbc);
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
            DepositTable deposits,
            ObjectProvider<KnownNotices> elsewhere,
            ObjectProvider<GanbSettings> ganb,
            ApplicationEventPublisher publisher,
            Clock clock) {
        var matching =
                new MatchingDeposits(transfers, deposits, elsewhere.stream().toList(), clock);
        var virtual = ganb.getIfAvailable();
        return new BankReports(
                settings, virtual == null ? null : virtual.leadsTo(settings.reads()), matching, publisher, clock);
    }

    @Bean
    DecidingDeposits decidingDeposits(
            TransferTable transfers,
            DepositTable deposits,
            Payments payments,
            TransactionTemplate transactions,
            Clock clock) {
        return new DecidingDeposits(transfers, deposits, payments, transactions, clock);
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
