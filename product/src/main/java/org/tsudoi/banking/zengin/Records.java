package org.tsudoi.banking.zengin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tsudoi.banking.BankFile.Fault;
import org.tsudoi.banking.BankFile.Reason;

/// Cuts a file into records of one length. Lines may end with CR and LF, all or none of them, and 0x1A may follow the
/// last.
final class Records {
    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final byte END_OF_FILE = 0x1A;

    private Records() {}

    static List<Row> cut(byte[] file, int length, List<Fault> faults) {
        int end = file.length;
        if (end > 0 && file[end - 1] == END_OF_FILE) end--;
        boolean lines = end > length + 1 && file[length] == CR && file[length + 1] == LF;
        int step = lines ? length + 2 : length;
        var rows = new ArrayList<Row>();
        for (int at = 0; at < end; at += step) {
            int number = rows.size() + 1;
            int left = end - at;
            boolean last = left <= step;
            if (left < length
                    || (lines && !last && !endsLine(file, at + length))
                    || (lines && last && !endsWell(file, at, end, length))) {
                faults.add(new Fault(number, "", Reason.WRONG_LENGTH));
                return rows;
            }
            rows.add(new Row(number, Arrays.copyOfRange(file, at, at + length), faults));
        }
        return rows;
    }

    private static boolean endsLine(byte[] file, int at) {
        return file[at] == CR && file[at + 1] == LF;
    }

    /// With or without an end of its own.
    private static boolean endsWell(byte[] file, int at, int end, int length) {
        int left = end - at - length;
        return left == 0 || (left == 2 && endsLine(file, at + length));
    }
}
