package org.tsudoi.banking;

/// An account at a bank, in whichever way banks name it. (An *account* of the books is the ledger's.) None of
/// them prints itself in full.
public sealed interface CashAccount permits BankAccount, Iban, OtherAccount {
    /// The same text for the same account, in full: for keys, not for eyes.
    String key();

    /// The last three of a number, which is what its owner recognises it by.
    static String masked(String number) {
        return "****" + number.substring(Math.max(number.length() - 3, number.length() / 2));
    }
}
