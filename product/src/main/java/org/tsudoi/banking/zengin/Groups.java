package org.tsudoi.banking.zengin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsudoi.banking.FaultReason;
import org.tsudoi.banking.Faults;

/// The records of a file in their order: one or more groups of a header (1), any number of data (2) and a
/// trailer (8), and one end (9).
record Groups(List<Group> groups, RawRecord end) {
    static final String TYPE = "データ区分";
    static final String KIND = "種別コード";
    static final String CODE = "コード区分";

    record Group(RawRecord header, List<RawRecord> data, RawRecord trailer) {}

    /// All of one kind, and in JIS.
    String kind() {
        return groups.getFirst().header().text(2, 2);
    }

    /// Nothing when the order is wrong, which is then the last of the faults.
    static @Nullable Groups of(List<RawRecord> records, Faults faults) {
        var groups = new ArrayList<Group>();
        RawRecord header = null;
        var data = new ArrayList<RawRecord>();
        for (var record : records) {
            boolean inGroup = header != null;
            switch (record.type()) {
                case '1' -> {
                    if (inGroup) return outOfOrder(record, faults);
                    if (!isReadable(record, records.getFirst(), faults)) return null;
                    header = record;
                }
                case '2' -> {
                    if (!inGroup) return outOfOrder(record, faults);
                    data.add(record);
                }
                case '8' -> {
                    if (header == null) return outOfOrder(record, faults);
                    groups.add(new Group(header, List.copyOf(data), record));
                    header = null;
                    data.clear();
                }
                case '9' -> {
                    if (inGroup || groups.isEmpty()) return outOfOrder(record, faults);
                    if (record != records.getLast()) return refused(record.line() + 1, faults);
                    return new Groups(List.copyOf(groups), record);
                }
                default -> {
                    faults.add(record.line(), 1, TYPE, FaultReason.RECORD_TYPE);
                    return null;
                }
            }
        }
        faults.add(records.size() + 1, 1, TYPE, FaultReason.END_MISSING);
        return null;
    }

    private static boolean isReadable(RawRecord header, RawRecord first, Faults faults) {
        if (header.letter(4) == '1') {
            faults.add(header.line(), 4, CODE, FaultReason.EBCDIC);
            return false;
        }
        if (header.letter(4) != '0') {
            faults.add(header.line(), 4, CODE, FaultReason.CODE);
            return false;
        }
        if (header.text(2, 2).equals(first.text(2, 2))) return true;
        faults.add(header.line(), 2, KIND, FaultReason.KIND);
        return false;
    }

    private static @Nullable Groups outOfOrder(RawRecord record, Faults faults) {
        faults.add(record.line(), 1, TYPE, FaultReason.OUT_OF_ORDER);
        return null;
    }

    private static @Nullable Groups refused(int line, Faults faults) {
        faults.add(line, 1, "", FaultReason.AFTER_THE_END);
        return null;
    }
}
