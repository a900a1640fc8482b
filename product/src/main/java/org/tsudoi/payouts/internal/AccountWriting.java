package org.tsudoi.payouts.internal;

import java.util.List;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.KanaText;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.ThaiBank;

/// An account in one line each of its parts, as it is sealed.
final class AccountWriting {
    private static final String BETWEEN = "\n";

    private AccountWriting() {}

    static String write(PayeeAccount account) {
        return switch (account) {
            case PayeeAccount.InJapan(var at, var holder) ->
                String.join(
                        BETWEEN,
                        "japan",
                        at.bank().digits(),
                        at.branch().digits(),
                        Character.toString(at.type().digit()),
                        at.number().digits(),
                        holder.value());
            case PayeeAccount.InThailand(var bank, var number, var holder) ->
                String.join(BETWEEN, "thailand", bank.name(), number, holder);
        };
    }

    static PayeeAccount read(String written) {
        var parts = List.of(written.split(BETWEEN, -1));
        if (parts.getFirst().equals("thailand")) {
            return new PayeeAccount.InThailand(ThaiBank.valueOf(parts.get(1)), parts.get(2), parts.get(3));
        }
        return new PayeeAccount.InJapan(
                new BankAccount(
                        new BankCode(parts.get(1)),
                        new BranchCode(parts.get(2)),
                        AccountType.of(parts.get(3).charAt(0)).orElseThrow(),
                        new AccountNumber(parts.get(4))),
                new KanaText(parts.get(5)));
    }
}
