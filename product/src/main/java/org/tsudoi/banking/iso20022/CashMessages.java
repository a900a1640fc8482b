package org.tsudoi.banking.iso20022;

import java.util.List;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.Reading;

/// camt.052, camt.053 and camt.054: what moved on accounts. What differs between their versions is read by
/// what is there, as the later ones only wrapped what was plain before (`Sts/Cd`, `Dbtr/Pty`).
public final class CashMessages {
    private CashMessages() {}

    public static Reading<List<BankStatement>> read(byte[] file) {
        var faults = new Faults();
        var statements = Xml.read(file, faults)
                .map(document -> statements(document, faults))
                .orElse(List.of());
        return faults.isEmpty() ? new Reading.Whole<>(statements) : new Reading.Refused<>(faults.list());
    }

    private static List<BankStatement> statements(Xml.Document document, Faults faults) {
        var kind = MessageKind.of(document, faults);
        if (kind.isEmpty()) return List.of();
        var root = document.root();
        var reports = root.at(kind.get().root())
                .map(message -> message.all(kind.get().report()).toList())
                .orElse(List.of());
        if (reports.isEmpty()) {
            boolean wrong = kind.get() == MessageKind.PAYMENT_STATUS_REPORT;
            faults.add(root.line(), root.column(), kind.get().root(), wrong ? FaultReason.KIND : FaultReason.MISSING);
            return List.of();
        }
        var entries = new Entries(faults);
        return reports.stream()
                .flatMap(report -> new Report(report, kind.get(), entries, faults).statement().stream())
                .toList();
    }
}
