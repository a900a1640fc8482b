package org.tsudoi.payouts.internal;

import java.time.Duration;
import java.util.Currency;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tsudoi.banking.AccountNumber;
import org.tsudoi.banking.AccountType;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.BankCode;
import org.tsudoi.banking.BranchCode;
import org.tsudoi.banking.BulkTransfer;
import org.tsudoi.banking.CashAccount;
import org.tsudoi.banking.Iban;
import org.tsudoi.banking.KanaText;
import org.tsudoi.banking.OtherAccount;
import org.tsudoi.money.Money;

/// @param holdAfterChange how long payouts wait after an account was changed, so that its owner can notice
/// @param afterEvent      how long after the end of an event its money becomes due
/// @param yen             from where yen are paid; files cannot be made while its number is empty
@ConfigurationProperties("tsudoi.payouts")
record PayoutSettings(
        @DefaultValue("3d") Duration holdAfterChange,
        @DefaultValue("1d") Duration afterEvent,
        @DefaultValue Yen yen,
        @DefaultValue Baht baht) {

    /// @param minimum    in yen, below which nothing is paid
    /// @param fee        of our bank for each transfer, which the organiser bears
    /// @param kind       普通 or 当座
    /// @param senderCode 委託者コード, 10 digits
    /// @param senderName as our bank knows us, in half-width kana
    record Yen(
            @DefaultValue("1000") long minimum,
            @DefaultValue("0") long fee,
            @DefaultValue("") String bankCode,
            @DefaultValue("") String branchCode,
            @DefaultValue("普通") String kind,
            @DefaultValue("") String number,
            @DefaultValue("") String senderCode,
            @DefaultValue("") String senderName) {
        /// What is set wrongly stops the start, not the first file.
        Yen {
            if (!number.isEmpty()) {
                sender(senderCode, senderName, account(bankCode, branchCode, kind, number));
            }
            if (minimum < 1 || fee < 0) throw new IllegalArgumentException("tsudoi.payouts: no minimum or fee");
        }

        boolean isSet() {
            return !number.isEmpty();
        }

        BankAccount account() {
            return account(bankCode, branchCode, kind, number);
        }

        BulkTransfer.Sender sender() {
            return sender(senderCode, senderName, account());
        }

        private static BulkTransfer.Sender sender(String code, String name, BankAccount account) {
            return new BulkTransfer.Sender(code, new KanaText(name), account, KanaText.EMPTY, KanaText.EMPTY);
        }

        private static BankAccount account(String bankCode, String branchCode, String kind, String number) {
            return new BankAccount(
                    new BankCode(bankCode),
                    new BranchCode(branchCode),
                    kind.equals("当座") ? AccountType.CURRENT : AccountType.ORDINARY,
                    new AccountNumber(number));
        }

        private Set<String> spellings() {
            return Set.of(number, branchCode + number, bankCode + branchCode + number);
        }
    }

    /// @param minimum in satang, as `fee`
    /// @param bic     of our bank
    record Baht(
            @DefaultValue("10000") long minimum,
            @DefaultValue("0") long fee,
            @DefaultValue("") String bic,
            @DefaultValue("") String number,
            @DefaultValue("") String name) {
        boolean isSet() {
            return !number.isEmpty();
        }
    }

    Money minimum(Currency currency) {
        return new Money(isYen(currency) ? yen.minimum : baht.minimum, currency);
    }

    Money fee(Currency currency) {
        return new Money(isYen(currency) ? yen.fee : baht.fee, currency);
    }

    boolean isSet(Currency currency) {
        return isYen(currency) ? yen.isSet() : baht.isSet();
    }

    /// Whether it is the account that we pay from. Banks write its number with or without what stands before it.
    boolean isOwn(CashAccount account, Currency currency) {
        if (!isSet(currency)) return false;
        return switch (account) {
            case BankAccount own -> isYen(currency) && own.equals(yen.account());
            case OtherAccount(var value) -> spellings(currency).contains(value.replace("-", ""));
            case Iban _ -> false;
        };
    }

    private Set<String> spellings(Currency currency) {
        return isYen(currency) ? yen.spellings() : Set.of(baht.number);
    }

    static boolean isYen(Currency currency) {
        return currency.getCurrencyCode().equals("JPY");
    }

    @Override
    public String toString() {
        return "PayoutSettings[yen " + (yen.isSet() ? "set" : "not set") + ", baht "
                + (baht.isSet() ? "set" : "not set") + "]";
    }
}
