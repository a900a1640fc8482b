package org.tsudoi.payments.slip;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Suspense;
import org.tsudoi.payments.TakenBack;
import org.tsudoi.payments.provider.DecidingNameless;
import org.tsudoi.platform.outbox.Outbox;

/// Slips are offered when there is a contract with a collecting agent.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SlipSettings.class)
class SlipConfiguration {
    @Bean
    SlipTable slipTable(JdbcClient jdbc) {
        return new SlipTable(jdbc);
    }

    @Bean
    SlipAdapter slipAdapter(SlipSettings settings, SlipTable slips, TransactionTemplate transactions, Clock clock) {
        return new SlipAdapter(settings, slips, transactions, clock);
    }

    @Bean
    CollectionReports collectionReports(
            SlipTable slips, SlipSettings settings, SettlingSlips settling, KeepingStraySlips strays, Clock clock) {
        return new CollectionReports(slips, settings, settling, strays, clock);
    }

    @Bean
    KeepingStraySlips keepingStraySlips(
            JdbcClient jdbc, SlipTable slips, SlipBook book, SettlingSlips settling, Clock clock) {
        return new KeepingStraySlips(new StraySlipTable(jdbc), slips, book, settling, clock);
    }

    @Bean
    DecidingNameless decidingStraySlips(KeepingStraySlips strays, Payments payments, TransactionTemplate transactions) {
        return new DecidingNameless(strays, payments, transactions);
    }

    @Bean
    SettlingSlips.Others settlingSlipsOthers(Suspense suspense, TakenBack takenBack) {
        return new SettlingSlips.Others(suspense, takenBack);
    }

    @Bean
    SlipBook slipBook(Ledger ledger, Clock clock) {
        return new SlipBook(ledger, clock);
    }

    @Bean
    SettlingSlips settlingSlips(
            SlipTable slips,
            SlipBook book,
            SettlingSlips.Others others,
            Outbox outbox,
            TransactionTemplate transactions) {
        return new SettlingSlips(slips, book, others, outbox, transactions);
    }

    @Bean
    ReissuingSlips reissuingSlips(SlipTable slips, Payments payments, TransactionTemplate transactions, Clock clock) {
        return new ReissuingSlips(slips, payments, transactions, clock);
    }

    @Bean
    SlipMovements slipMovements(SlipTable slips, SlipSettings settings) {
        return new SlipMovements(slips, settings);
    }

    @Bean
    SlipExamination slipExamination(SlipSettings settings) {
        return new SlipExamination(settings);
    }
}
