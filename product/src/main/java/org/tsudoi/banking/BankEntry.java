package org.tsudoi.banking;

import java.time.LocalDate;
import org.tsudoi.money.Money;

/// Money that came to an account of ours or left it, as the bank tells it.
///
/// @param account  bank, branch, kind and number as the file has them: `0310-101-1-1234567`
/// @param identity the same whenever the bank tells the same entry again, and another for another one (SHA-256, hex)
/// @param bookedOn 勘定日
/// @param kind     whether it came, left, or calls an earlier one back
/// @param amount   never negative
/// @param party    who paid or was paid, as the bank writes it: mostly half-width kana
/// @param note     what the payer wrote for us (EDI情報, 摘要); may be empty
public record BankEntry(
        String account, String identity, LocalDate bookedOn, Kind kind, Money amount, String party, String note) {
    public enum Kind {
        IN,
        OUT,
        /// A deposit that the bank takes back (取消, 訂正).
        IN_CALLED_BACK,
        OUT_CALLED_BACK
    }
}
