package org.tsudoi.reconciliation.internal;

import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.BankNews;

/// Keeps what the bank says of our account, in the transaction that keeps the file.
@Component
class KeepingStatements {
    private final BankLineTable lines;
    private final Clock clock;

    KeepingStatements(BankLineTable lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @EventListener
    void on(BankNews.StatementsRead read) {
        var now = clock.instant();
        for (var statement : read.statements()) {
            lines.add(statement, now);
            statement.notices().forEach(notice -> lines.add(notice, now));
        }
    }
}
