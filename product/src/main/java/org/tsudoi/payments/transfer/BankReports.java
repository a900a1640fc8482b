package org.tsudoi.payments.transfer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.tsudoi.banking.BankFile;
import org.tsudoi.payments.provider.Reports;

/// Reads the files of the bank where our account is: what came to other accounts is refused.
final class BankReports implements Reports {
    private final TransferSettings settings;
    private final MatchingDeposits matching;
    private final Clock clock;

    BankReports(TransferSettings settings, MatchingDeposits matching, Clock clock) {
        this.settings = settings;
        this.matching = matching;
        this.clock = clock;
    }

    @Override
    public String name() {
        return TransferAdapter.NAME;
    }

    @Override
    public Read read(byte[] file) {
        return switch (BankFile.read(file, LocalDate.ofInstant(clock.instant(), TransferAdapter.JAPAN))) {
            case BankFile.Refused(var faults) ->
                new Read.Refused(faults.stream()
                        .map(fault -> new Fault(
                                fault.record(), fault.field(), fault.reason().name()))
                        .toList());
            case BankFile.Entries(var form, var _)
            when form != settings.reads() -> new Read.Refused(List.of(new Fault(1, "種別コード", "OTHER_FORM")));
            case BankFile.Entries(var _, var entries) -> {
                boolean ours = entries.stream().allMatch(entry -> settings.isAccount(entry.account()));
                yield ours ? matching.match(entries) : new Read.Refused(List.of(new Fault(0, "口座番号", "OTHER_ACCOUNT")));
            }
        };
    }
}
