package org.tsudoi.banking.zengin;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.DepositForm;
import org.tsudoi.banking.Faults;
import org.tsudoi.banking.Reading;

/// The files of 200 bytes a record in which banks tell what moved.
public final class NoticeFile {
    static final int RECORD = 200;

    private NoticeFile() {}

    public static Reading<List<BankStatement>> read(byte[] file, DepositForm form, LocalDate today) {
        var faults = new Faults();
        var statements = statements(file, form, new EraDates(today), faults);
        return faults.isEmpty() ? new Reading.Whole<>(statements) : new Reading.Refused<>(faults.list());
    }

    private static List<BankStatement> statements(byte[] file, DepositForm form, EraDates dates, Faults faults) {
        var records = Frames.cut(file, RECORD, Set.of(Deposits.KIND, Entries.KIND), faults);
        var groups = faults.isEmpty() ? Groups.of(records, faults) : null;
        if (groups == null) return List.of();
        return groups.kind().equals(Deposits.KIND)
                ? new Deposits(form, dates, faults).read(groups)
                : new Entries(dates, faults).read(groups);
    }
}
