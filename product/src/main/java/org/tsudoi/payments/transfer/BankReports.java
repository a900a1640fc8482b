package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.tsudoi.banking.BankNotices;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.Reading;
import org.tsudoi.payments.BankNews;
import org.tsudoi.payments.provider.Reports;

/// Reads the files of the bank where our account is. What is of another account, or of the kind of file that is not
/// followed, is refused.
final class BankReports implements Reports {
    private final TransferSettings settings;
    private final @Nullable TransferSettings virtual;
    private final MatchingDeposits matching;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    /// @param virtual the account that virtual ones lead to, of which the bank tells by its API
    BankReports(
            TransferSettings settings,
            @Nullable TransferSettings virtual,
            MatchingDeposits matching,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.settings = settings;
        this.virtual = virtual;
        this.matching = matching;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public String name() {
        return TransferAdapter.NAME;
    }

    @Override
    public Read read(byte[] file) {
        var today = LocalDate.ofInstant(clock.instant(), TransferAdapter.JAPAN);
        var reading = settings.reads().isXml()
                ? BankNotices.iso20022(file)
                : BankNotices.zengin(file, settings.depositForm(), today);
        return switch (reading) {
            case Reading.Refused<List<BankStatement>>(var faults) ->
                new Read.Refused(faults.stream()
                        .map(fault -> new Fault(
                                fault.line(), fault.field(), fault.reason().name()))
                        .toList());
            case Reading.Whole<List<BankStatement>>(var statements) -> keep(statements);
        };
    }

    private Read keep(List<BankStatement> statements) {
        // The field is named as each standard does.
        boolean xml = settings.reads().isXml();
        for (var statement : statements) {
            if (!settings.isFollowedBy(statement)) return refused(xml ? "Bal" : "種別コード", "OTHER_KIND");
            if (!settings.isAccount(statement.account().key()))
                return refused(
                        xml ? "Acct/Id" : "口座番号",
                        isVirtual(statement.account().key()) ? "ACCOUNT_OF_VIRTUAL_ONES" : "OTHER_ACCOUNT");
        }
        publisher.publishEvent(new BankNews.StatementsRead(statements));
        return matching.match(
                statements.stream().flatMap(it -> it.notices().stream()).toList());
    }

    /// The same money stands there under another name, and would be counted twice.
    private boolean isVirtual(String key) {
        return virtual != null && virtual.isAccount(key);
    }

    private static Read refused(String field, String reason) {
        return new Read.Refused(List.of(new Fault(0, field, reason)));
    }
}
