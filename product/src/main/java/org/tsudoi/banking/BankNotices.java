package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.banking.iso20022.CashMessages;
import org.tsudoi.banking.zengin.NoticeFile;

/// Reads what banks tell of an account of ours: money that came, went or was taken back. Strictly, and a file
/// wholly or not at all.
///
/// The same money is told in more than one kind of file (01 and 03, camt.054 and camt.053), under identities
/// that need not agree: an account is read from one kind only, and which one is set for it.
public final class BankNotices {
    private BankNotices() {}

    /// 振込入金通知 (01) and 入出金取引明細 (03) of 全銀協: records of 200 bytes in JIS X 0201, with or
    /// without CRLF, amounts in yen, days in years of the Japanese era. Which of the two it is stands in the
    /// file.
    ///
    /// @param form how 01 files of this bank are laid out
    /// @param today in Japan; days more than ten years back or a month ahead are refused, so that no day is
    ///         taken for one of another era
    public static Reading<List<BankStatement>> zengin(byte[] file, DepositForm form, LocalDate today) {
        return NoticeFile.read(file, form, today);
    }

    /// camt.052, camt.053 and camt.054 in any version from .02 on, in UTF-8, one document a file. Amounts
    /// have exactly as many decimals as their currency may have (none for JPY, two for THB and EUR).
    public static Reading<List<BankStatement>> iso20022(byte[] file) {
        return CashMessages.read(file);
    }
}
