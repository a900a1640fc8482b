package org.tsudoi.banking;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.money.Money;

/// One movement on an account of ours, as the bank tells it.
///
/// @param line where it stands in its file
/// @param booked the bank's day of booking (勘定日, `BookgDt`)
/// @param value from when it counts for interest (起算日, `ValDt`)
/// @param amount greater than zero, whichever way it moved; Zengin files are in yen
/// @param uncleared how much of it are cheques that may yet bounce (うち他店券金額)
/// @param references what the payer gave along, in the bank's order: EDI情報, `EndToEndId`, remittance texts
/// @param remark the bank's own words (摘要, `AddtlNtryInf`)
/// @param charge whether it is what the bank takes for itself, as it says
public record BankNotice(
        NoticeIdentity identity,
        int line,
        CashAccount account,
        Movement movement,
        Standing standing,
        LocalDate booked,
        LocalDate value,
        Money amount,
        Money uncleared,
        Counterparty counterparty,
        List<String> references,
        String remark,
        BankCharge charge) {

    public enum Movement {
        DEPOSIT,
        WITHDRAWAL,
        /// An earlier deposit was none: 取消区分 1 of a 01 file, 取引区分 19 going out of a 03 file, a
        /// reversal (`RvslInd`) that is a debit.
        DEPOSIT_TAKEN_BACK,
        /// 取引区分 19 coming in, a reversal that is a credit. No payment, though money comes.
        WITHDRAWAL_TAKEN_BACK;

        public boolean comesIn() {
            return this == DEPOSIT || this == WITHDRAWAL_TAKEN_BACK;
        }
    }

    public enum Standing {
        BOOKED,
        /// The bank expects it. It comes again when it is booked, under another identity.
        PENDING,
        /// Told for information only.
        INFORMATION
    }

    public BankNotice {
        if (!amount.isPositive()) throw new IllegalArgumentException("a notice of no money");
        if (charge != BankCharge.NONE && movement != Movement.WITHDRAWAL) {
            throw new IllegalArgumentException("a charge is money that leaves");
        }
        references = List.copyOf(references);
    }

    /// One that is no charge.
    public BankNotice(
            NoticeIdentity identity,
            int line,
            CashAccount account,
            Movement movement,
            Standing standing,
            LocalDate booked,
            LocalDate value,
            Money amount,
            Money uncleared,
            Counterparty counterparty,
            List<String> references,
            String remark) {
        this(
                identity,
                line,
                account,
                movement,
                standing,
                booked,
                value,
                amount,
                uncleared,
                counterparty,
                references,
                remark,
                BankCharge.NONE);
    }

    /// Whether it is money that has come and is there. Only this may ever pay an order.
    public boolean isMoneyReceived() {
        return movement == Movement.DEPOSIT && standing == Standing.BOOKED && uncleared.isZero();
    }

    /// References and names are somebody's; they stay out of logs.
    @Override
    public String toString() {
        return "line %d: %s %s %s %s, %s".formatted(line, booked, movement, standing, amount, account);
    }
}
