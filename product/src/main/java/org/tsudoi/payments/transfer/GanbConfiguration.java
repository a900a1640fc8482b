package org.tsudoi.payments.transfer;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.provider.CallLog;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.Examination;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.privacy.Vault;

/// Virtual accounts are given where the bank's client is set.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${tsudoi.ganb.client-id:}' != ''")
@EnableConfigurationProperties(GanbSettings.class)
class GanbConfiguration {
    /// The same money would be told by the API and by files.
    @Bean
    VirtualAccounts virtualAccounts(
            GanbSettings settings, TransferSettings transfer, VirtualAccounts.Store store, CallLog calls) {
        var leadsTo = settings.leadsTo(transfer.reads());
        if (leadsTo != null && transfer.isSame(leadsTo)) {
            throw new CannotStart("TSUDOI_TRANSFER_* and TSUDOI_GANB_ACCOUNT are the same account, so that its money"
                    + " would be told twice: leave TSUDOI_TRANSFER_* out, or set an account that virtual accounts do"
                    + " not lead to.");
        }
        return new VirtualAccounts(settings, store, calls);
    }

    @Bean
    VirtualAccounts.Store virtualAccountStore(
            JdbcClient jdbc, Vault vault, KeepingDeposits deposits, TransactionTemplate transactions, Clock clock) {
        return new VirtualAccounts.Store(jdbc, vault, deposits, transactions, clock);
    }

    @Bean
    RecurringJob keepingVirtualAccounts(VirtualAccounts accounts, Payments payments) {
        return accounts.keeping(payments);
    }

    @Bean
    Examination virtualAccountsExamination(GanbSettings settings, JdbcClient jdbc, Vault vault, Clock clock) {
        return new VirtualAccountsExamination(settings, new VirtualTable(jdbc), new GanbTokenTable(jdbc, vault), clock);
    }
}
