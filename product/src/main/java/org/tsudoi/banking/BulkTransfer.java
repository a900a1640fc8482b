package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tsudoi.money.Money;

/// 総合振込: transfers of one day from one account of ours, all in yen.
///
/// @param on a day on which banks work; whether it is one is for the caller to know
public record BulkTransfer(Sender sender, LocalDate on, List<Transfer> transfers) {
    private static final Pattern TEN_DIGITS = Pattern.compile("[0-9]{10}");

    /// @param code 委託者コード that the bank gave, ten digits
    /// @param name as the bank knows us, at most 40 bytes
    /// @param bankName at most 15 bytes, as `branchName`; the bank goes by the numbers
    public record Sender(String code, KanaText name, BankAccount account, KanaText bankName, KanaText branchName) {
        public Sender {
            if (!TEN_DIGITS.matcher(code).matches())
                throw new IllegalArgumentException("not the ten digits of a sender");
        }

        @Override
        public String toString() {
            return "from " + account;
        }
    }

    /// @param name of the account's owner as on the passbook, at most 30 bytes. A longer one is cut by the
    ///         caller, with `KanaText.within`
    /// @param amount in yen, 1 to 9,999,999,999
    public record Transfer(
            BankAccount to, KanaText bankName, KanaText branchName, KanaText name, Money amount, Reference reference) {
        /// Who gets how much is nobody's but theirs.
        @Override
        public String toString() {
            return "transfer to " + to;
        }
    }

    /// What the receiver, or we, know the transfer by.
    public sealed interface Reference {
        record None() implements Reference {}

        /// 顧客コード1 and 2, up to ten digits each and not both zero.
        record CustomerCodes(long first, long second) implements Reference {
            public CustomerCodes {
                if (!isCode(first) || !isCode(second) || first == 0 && second == 0) {
                    throw new IllegalArgumentException("no customer's codes");
                }
            }

            private static boolean isCode(long code) {
                return code >= 0 && code <= 9_999_999_999L;
            }
        }

        /// EDI情報, at most 20 bytes: it reaches the receiver's notice.
        record Edi(KanaText text) implements Reference {}
    }

    public BulkTransfer {
        transfers = List.copyOf(transfers);
    }

    public Money total() {
        return transfers.stream().map(Transfer::amount).reduce(Money.jpy(0), Money::plus);
    }

    /// What of this a file that came back from the bank does not hold as it was sent; empty when nothing is
    /// missing.
    public List<Transfer> missingFrom(BulkTransfer returned) {
        var left = new ArrayList<>(returned.transfers());
        return transfers.stream().filter(transfer -> !left.remove(transfer)).toList();
    }
}
