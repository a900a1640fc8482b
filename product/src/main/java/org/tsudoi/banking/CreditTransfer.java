package org.tsudoi.banking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.tsudoi.money.Money;

/// Transfers of one day from one account of ours, in any currency that has a minor unit.
///
/// Ids are 1 to 35 of the letters, digits and signs that banks everywhere pass on (`/-?:().,'+` and the
/// blank), with no slash at either end and no two in a row. Names and texts are 1 to 140 characters.
///
/// @param id of the message, and of the one payment in it: never used twice, as banks refuse the second
public record CreditTransfer(
        String id, OffsetDateTime madeAt, LocalDate on, Party sender, Agent bank, List<Transfer> transfers) {

    public record Party(String name, CashAccount account) {
        @Override
        public String toString() {
            return account.toString();
        }
    }

    /// @param endToEndId reaches the receiver, and comes back in the bank's report; ours alone among all
    /// @param amount greater than zero
    public record Transfer(String endToEndId, Party to, Agent bank, Money amount, Optional<String> text) {
        /// Who gets how much is nobody's but theirs.
        @Override
        public String toString() {
            return endToEndId + " to " + to;
        }
    }

    /// At which bank an account is.
    public sealed interface Agent {
        /// By ISO 9362, eight or eleven characters.
        record Bic(String value) implements Agent {}

        /// As ZEDI names Japanese banks: `JPZGN`, the bank's four digits and the branch's three.
        record JapaneseBranch(BankCode bank, BranchCode branch) implements Agent {}

        /// Where the account says it, as an IBAN does.
        record FromAccount() implements Agent {}
    }

    public CreditTransfer {
        transfers = List.copyOf(transfers);
    }
}
