package org.tsudoi.banking;

/// An account at a Japanese bank.
public record BankAccount(BankCode bank, BranchCode branch, AccountType type, AccountNumber number)
        implements CashAccount {
    @Override
    public String key() {
        return "zengin:" + bank + "-" + branch + "-" + type.digit() + "-" + number.digits();
    }

    /// `0001-002 ORDINARY ****567`
    @Override
    public String toString() {
        return bank + "-" + branch + " " + type + " " + number;
    }
}
