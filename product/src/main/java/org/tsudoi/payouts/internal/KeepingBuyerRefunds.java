package org.tsudoi.payouts.internal;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.BuyerAccountId;
import org.tsudoi.payouts.BuyerRefunds;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.platform.Ids;

/// Keeps the accounts that buyers tell, while their refunds wait.
@Component
class KeepingBuyerRefunds implements BuyerRefunds {
    private final Payments payments;
    private final BuyerAccountTable accounts;
    private final RunTable runs;
    private final TransactionTemplate transactions;
    private final Ids ids;
    private final Clock clock;

    KeepingBuyerRefunds(
            Payments payments,
            BuyerAccountTable accounts,
            RunTable runs,
            TransactionTemplate transactions,
            Ids ids,
            Clock clock) {
        this.payments = payments;
        this.accounts = accounts;
        this.runs = runs;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Whether a run can pay it, once there is an account.
    static boolean waits(Refund refund) {
        return refund instanceof Refund.Failed failed
                && failed.waitsForAccount()
                && Payouts.CURRENCIES.contains(failed.terms().amount().currency());
    }

    @Override
    public List<Waiting> of(String orderReference) {
        return payments.refundsFor(orderReference).stream()
                .filter(refund -> waits(refund) || refund instanceof Refund.Transferring)
                .map(this::waiting)
                .toList();
    }

    private Waiting waiting(Refund refund) {
        Optional<PayeeAccount> account = accounts.find(refund.id()).map(BuyerAccountTable.Told::account);
        var stage = refund instanceof Refund.Transferring
                ? Stage.ON_ITS_WAY
                : account.isPresent() ? Stage.ACCOUNT_TOLD : Stage.ACCOUNT_WANTED;
        return new Waiting(refund.id(), refund.terms().amount(), stage, account);
    }

    /// No run is prepared meanwhile, so that none pays to what is being replaced.
    @Override
    public boolean tell(String orderReference, PayeeAccount account) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            runs.lockDesk(account.currency());
            var now = clock.instant();
            var waiting = payments.refundsFor(orderReference).stream()
                    .filter(KeepingBuyerRefunds::waits)
                    .filter(refund -> refund.terms().amount().currency().equals(account.currency()))
                    .toList();
            for (var refund : waiting) {
                accounts.erase(refund.id(), now);
                accounts.add(new BuyerAccountTable.Told(new BuyerAccountId(ids.next()), refund.id(), account, now));
            }
            return !waiting.isEmpty();
        }));
    }
}
