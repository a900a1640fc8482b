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

    /// Whether its holder can be written as banks take it. What was told before this was looked at may be none.
    boolean isWritable();

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
        public boolean isWritable() {
            return true;
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
        private static final String THAI = "\\x{E01}-\\x{E3A}\\x{E40}-\\x{E4E}\\x{E50}-\\x{E59}";
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9" + THAI + " .,'()&/-]+");
        private static final int HOLDER_MAX = 140;

        public InThailand {
            if (!NUMBER.matcher(number).matches()) throw new IllegalArgumentException("no number of a Thai account");
            if (!isLine(holder)) throw new IllegalArgumentException("no name that a bank writes");
        }

        /// Thai and Latin letters, digits and the few signs that all banks pass on.
        public static boolean isName(String holder) {
            return isLine(holder) && NAME.matcher(holder).matches();
        }

        private static boolean isLine(String holder) {
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
        public boolean isWritable() {
            return isName(holder);
        }

        @Override
        public String toString() {
            return bank + " " + CashAccount.masked(number);
        }
    }
}
