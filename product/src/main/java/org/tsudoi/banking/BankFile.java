package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.banking.zengin.ZenginNotices;

/// What a bank's file says: all of it, or where it is wrong.
public sealed interface BankFile {
    int BYTES_MAX = 16 * 1024 * 1024;

    record Entries(Form form, List<BankEntry> entries) implements BankFile {}

    /// The same deposit stands in both, by numbers that have nothing to do with each other: an account is followed by
    /// one
    /// of them.
    enum Form {
        /// 振込入金通知
        NOTICES,
        /// 入出金取引明細
        STATEMENT
    }

    record Refused(List<Fault> faults) implements BankFile {}

    /// @param record from 1; 0 for the file as a whole
    /// @param field  as the format names it; empty for the record as a whole
    record Fault(int record, String field, Reason reason) {}

    enum Reason {
        EMPTY,
        TOO_LARGE,
        /// Neither of the formats that are read.
        UNKNOWN_FORMAT,
        /// EBCDIC, which code division 1 means.
        OTHER_CODE,
        /// A line that ends with a bare CR or LF, or a record that is not as long as it has to be.
        WRONG_LENGTH,
        /// A byte that the format does not have.
        WRONG_CHARACTER,
        NOT_A_NUMBER,
        NOT_A_DATE,
        MISSING,
        UNKNOWN_WORD,
        OUT_OF_RANGE,
        /// A record where another has to be.
        WRONG_ORDER,
        /// Its number or sum is not that of the records before.
        DOES_NOT_AGREE,
        /// Something after the end record.
        TRAILING
    }

    /// @param today for years of an era: the newest that is not in the future
    static BankFile read(byte[] file, LocalDate today) {
        if (file.length == 0) return new Refused(List.of(new Fault(0, "", Reason.EMPTY)));
        if (file.length > BYTES_MAX) return new Refused(List.of(new Fault(0, "", Reason.TOO_LARGE)));
        return ZenginNotices.read(file, today);
    }
}
