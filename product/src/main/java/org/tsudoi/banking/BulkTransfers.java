package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.banking.zengin.TransferFile;

/// Writes and reads 総合振込 (種別 21) of 全銀協: records of 120 bytes in JIS X 0201, amounts in yen.
public final class BulkTransfers {
    /// What follows each record. Banks take both and nothing else.
    public enum LineEnds {
        NONE,
        CRLF
    }

    private BulkTransfers() {}

    /// One file with all of the orders, each in a group of its own. The same orders give the same bytes.
    public static Writing write(List<BulkTransfer> orders, LineEnds ends) {
        return TransferFile.write(orders, ends);
    }

    /// What `write` wrote, or what the bank gives back of it.
    ///
    /// @param notBefore the file has days without years: each is the first such day from this one on, within
    ///         a year (for a file that came back, the day of the order)
    public static Reading<List<BulkTransfer>> read(byte[] file, LocalDate notBefore) {
        return TransferFile.read(file, notBefore);
    }
}
