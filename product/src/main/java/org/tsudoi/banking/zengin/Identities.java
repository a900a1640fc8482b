package org.tsudoi.banking.zengin;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.NoticeIdentity;

/// What tells the notices of one file apart, and finds them again in another.
final class Identities {
    private static final String REFERENCE = "照会番号";

    private final String kind;
    private final Set<NoticeIdentity> given = new HashSet<>();
    private final Map<String, Integer> alike = new HashMap<>();

    Identities(String kind) {
        this.kind = kind;
    }

    /// By the bank's number, if it gives one that is not zero for all. The number begins anew every day, so
    /// it counts with account, day, amount and whether it takes something back; twice in one file it tells
    /// nothing apart. Without one: by the bytes of the record, and by which of several equal ones it is.
    NoticeIdentity of(Row row, BankAccount account, LocalDate booked, String amount, String takenBack) {
        var reference = row.text(REFERENCE).replaceFirst("^0+", "");
        if (reference.isEmpty()) {
            var raw = row.raw().hex();
            int occurrence = alike.merge(account.key() + raw, 1, Integer::sum) - 1;
            return NoticeIdentity.byContent(occurrence, kind, account.key(), raw);
        }
        var identity = NoticeIdentity.byBank(kind, account.key(), booked.toString(), reference, amount, takenBack);
        if (!given.add(identity)) row.fault(REFERENCE, FaultReason.REPEATED);
        return identity;
    }
}
