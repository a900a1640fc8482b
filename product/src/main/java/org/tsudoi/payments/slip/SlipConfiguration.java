package org.tsudoi.payments.slip;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Payments;

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
    CollectionReports collectionReports(SlipTable slips, Clock clock) {
        return new CollectionReports(slips, clock);
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
