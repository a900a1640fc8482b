package org.tsudoi.payments.counter;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Payments;

/// There is nothing to set up: each organiser says whether they take cash.
@Configuration(proxyBeanMethods = false)
class CounterConfiguration {
    @Bean
    CounterTable counterTable(JdbcClient jdbc) {
        return new CounterTable(jdbc);
    }

    @Bean
    CounterAdapter counterAdapter(CounterTable table, TransactionTemplate transactions, Clock clock) {
        return new CounterAdapter(table, transactions, clock);
    }

    @Bean
    TakingCash takingCash(CounterTable table, Payments payments, TransactionTemplate transactions, Clock clock) {
        return new TakingCash(table, payments, transactions, clock);
    }
}
