package town.bank;

import java.time.LocalDate;
import java.util.List;

/// What the bank read in a file of transfers (総合振込, 種別 21). All of it is taken, or nothing.
sealed interface BulkFile {
    /// @param on 振込指定日
    record Good(LocalDate on, List<Transfer> transfers) implements BulkFile {
        public Good {
            transfers = List.copyOf(transfers);
        }

        long yen() {
            return transfers.stream().mapToLong(Transfer::yen).sum();
        }
    }

    /// @param record the first that is wrong, counted from 1; 0 for the whole file
    /// @param word   what is wrong
    record Wrong(int record, String word) implements BulkFile {}

    /// @param bank    4 digits, `branch` 3, `account` 7
    /// @param kind    1 ordinary, 2 current, 4 savings, 9 other
    /// @param payee   in half-width kana
    /// @param code    what the customer calls it: 顧客コード1, or the EDI text
    record Transfer(String bank, String branch, String kind, String account, String payee, long yen, String code) {}
}
