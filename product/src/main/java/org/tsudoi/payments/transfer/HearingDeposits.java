package org.tsudoi.payments.transfer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsudoi.banking.BankNotice;
import org.tsudoi.banking.BankNotice.Movement;
import org.tsudoi.banking.BankNotice.Standing;
import org.tsudoi.banking.Counterparty;
import org.tsudoi.banking.NoticeIdentity;
import org.tsudoi.banking.OtherAccount;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;

/// Keeps what came to virtual accounts as what files tell is kept: once, for whom the account was on that day, else
/// for a person to decide. It is no news of our own account ([org.tsudoi.payments.BankNews]): of that only deposits
/// would be told, so that payouts would be missed. In the caller's transaction.
final class HearingDeposits {
    private static final String MATCHED_BY = "account";

    private final VirtualTable accounts;
    private final TransferTable transfers;
    private final KeepingDeposits deposits;

    HearingDeposits(VirtualTable accounts, TransferTable transfers, KeepingDeposits deposits) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.deposits = deposits;
    }

    /// Accounts that we did not ask for are somebody else's.
    ///
    /// @param only what is of others is left to whoever looks at all; null: nothing is left
    /// @return for whom something came that is new, or all has come: whoever was to look may have ended before
    Set<PaymentId> hear(List<GanbAccounts.Deposit> told, @Nullable PaymentId only) {
        var touched = new LinkedHashSet<PaymentId>();
        for (var deposit : told) {
            if (!accounts.isOurs(deposit.vaId())) continue;
            var holder = accounts.holder(deposit.vaId(), deposit.booked());
            if (only != null && !holder.equals(Optional.of(only))) continue;
            var notice = notice(deposit);
            var written = (deposit.payer() + " " + deposit.remarks()).strip();
            boolean isNew = deposits.keep(
                    new KeepingDeposits.Told(notice, written, deposit.yen(), MATCHED_BY, true), holder.orElse(null));
            holder.filter(payment -> isNew || isPaid(payment)).ifPresent(touched::add);
        }
        return touched;
    }

    private boolean isPaid(PaymentId payment) {
        return transfers.find(payment).filter(TransferTable.Transfer::isPaid).isPresent();
    }

    private static BankNotice notice(GanbAccounts.Deposit deposit) {
        return new BankNotice(
                NoticeIdentity.byBank("ganb", deposit.raId(), deposit.vaId(), deposit.itemKey()),
                0,
                new OtherAccount(deposit.raId()),
                Movement.DEPOSIT,
                Standing.BOOKED,
                deposit.booked(),
                deposit.value(),
                Money.jpy(deposit.yen()),
                Money.jpy(0),
                new Counterparty(deposit.payer(), "", deposit.payerBank(), deposit.payerBranch(), Optional.empty()),
                List.of(),
                deposit.remarks());
    }
}
