package org.tsudoi.payments.transfer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tsudoi.banking.BankStatement;
import org.tsudoi.banking.DepositForm;

/// The account in Japan that transfers go to.
///
/// @param bank       its name, `bankCode` 4 digits
/// @param branch     its name, `branchCode` 3 digits
/// @param kind       普通 or 当座, as buyers have to choose it
/// @param number     7 digits
/// @param reads      which of the bank's files is handed in, always the same
/// @param holder     as the bank writes it, in half-width kana
/// @param form       where the fields of its 振込入金通知 stand; empty: as most banks have them (form A)
/// @param confirmationDays within how many days after a transfer its file is handed in: buyers are told an hour that
///     leaves them before their places go
@ConfigurationProperties("tsudoi.transfer")
record TransferSettings(
        String bank,
        String bankCode,
        String branch,
        String branchCode,
        @DefaultValue("普通") String kind,
        String number,
        String holder,
        @DefaultValue("notices") Reads reads,
        @DefaultValue("") String form,
        @DefaultValue("2") int confirmationDays) {
    /// With the days to pay it stays within what an order keeps its places for.
    private static final int CONFIRMATION_DAYS_MAX = 4;

    TransferSettings {
        if (confirmationDays < 0 || confirmationDays > CONFIRMATION_DAYS_MAX) {
            throw new IllegalArgumentException("tsudoi.transfer.confirmation-days is 0 to " + CONFIRMATION_DAYS_MAX);
        }
        if (!form.isBlank()) DepositForm.of(form);
        if (!number.isEmpty()
                && (!bankCode.matches("[0-9]{4}") || !branchCode.matches("[0-9]{3}") || !number.matches("[0-9]{7}"))) {
            throw new IllegalArgumentException("tsudoi.transfer: a bank has 4 digits, a branch 3, an account 7");
        }
    }

    DepositForm depositForm() {
        return form.isBlank() ? DepositForm.A : DepositForm.of(form);
    }

    boolean isSet() {
        return !number.isEmpty();
    }

    /// The same deposit stands in both, by numbers that have nothing to do with each other: an account is followed by
    /// one.
    enum Reads {
        /// 振込入金通知
        NOTICES,
        /// 入出金取引明細
        STATEMENT,
        /// camt.054, each credit and debit as it happens
        CAMT_NOTICES,
        /// camt.053, a day or more with what was there before and after
        CAMT_STATEMENT;

        boolean isXml() {
            return switch (this) {
                case NOTICES, STATEMENT -> false;
                case CAMT_NOTICES, CAMT_STATEMENT -> true;
            };
        }

        private boolean tellsBalances() {
            return switch (this) {
                case NOTICES, CAMT_NOTICES -> false;
                case STATEMENT, CAMT_STATEMENT -> true;
            };
        }
    }

    boolean isSame(TransferSettings other) {
        return isSet()
                && bankCode.equals(other.bankCode)
                && branchCode.equals(other.branchCode)
                && number.equals(other.number)
                && kindDigit() == other.kindDigit();
    }

    private int kindDigit() {
        return kind.equals("当座") ? 2 : 1;
    }

    /// Only statements tell balances.
    boolean isFollowedBy(BankStatement told) {
        return reads.tellsBalances() == told.balances().isPresent();
    }

    /// @param key as [org.tsudoi.banking.CashAccount#key] has it
    boolean isAccount(String key) {
        // What camt calls our account may be its number alone.
        if (reads.isXml() && key.startsWith("other:")) {
            var named = key.substring("other:".length()).replace("-", "");
            return named.equals(number)
                    || named.equals(branchCode + number)
                    || named.equals(bankCode + branchCode + number);
        }
        return key.equals("zengin:" + bankCode + "-" + branchCode + "-" + kindDigit() + "-" + number);
    }

    @Override
    public String toString() {
        return "TransferSettings[" + (isSet() ? "set" : "not set") + "]";
    }
}
