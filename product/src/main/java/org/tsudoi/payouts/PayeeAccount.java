package org.tsudoi.payouts;

import java.util.Currency;
import java.util.regex.Pattern;
import org.tsudoi.banking.BankAccount;
import org.tsudoi.banking.CashAccount;
import org.tsudoi.banking.KanaText;
import org.tsudoi.banking.OtherAccount;

/// Where an organiser is paid. It does not print its holder, nor its number in full.
public sealed interface PayeeAccount {
    /// Of what is paid to it.
    Currency currency();

    CashAccount account();

    String holderName();

    /// @param holder as on the passbook, in the letters of banks
    record InJapan(BankAccount account, KanaText holder) implements PayeeAccount {
        private static final Currency YEN = Currency.getInstance("JPY");

        public InJapan {
            if (holder.value().isEmpty() || !holder.fits(KanaText.Use.PARTY_NAME)) {
                throw new IllegalArgumentException("no name that a bank writes");
            }
        }

        @Override
        public Currency currency() {
            return YEN;
        }

        @Override
        public String holderName() {
            return holder.value();
        }

        @Override
        public String toString() {
            return account.toString();
        }
    }

    /// @param number 10 to 15 digits; banks differ
    record InThailand(ThaiBank bank, String number, String holder) implements PayeeAccount {
        private static final Currency BAHT = Currency.getInstance("THB");
        private static final Pattern NUMBER = Pattern.compile("[0-9]{10,15}");
        private static final int HOLDER_MAX = 140;

        public InThailand {
            if (!NUMBER.matcher(number).matches()) throw new IllegalArgumentException("no number of a Thai account");
            if (!isName(holder)) throw new IllegalArgumentException("no name that a bank writes");
        }

        public static boolean isName(String holder) {
            return !holder.isBlank()
                    && holder.equals(holder.strip())
                    && holder.codePointCount(0, holder.length()) <= HOLDER_MAX
                    && holder.codePoints().noneMatch(Character::isISOControl);
        }

        public static boolean isNumber(String typed) {
            return NUMBER.matcher(typed).matches();
        }

        @Override
        public Currency currency() {
            return BAHT;
        }

        @Override
        public OtherAccount account() {
            return new OtherAccount(number);
        }

        @Override
        public String holderName() {
            return holder;
        }

        @Override
        public String toString() {
            return bank + " " + CashAccount.masked(number);
        }
    }
}
