package org.tsudoi.payouts.internal;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.payouts.BuyerAccountId;
import org.tsudoi.payouts.BuyerRefunds;
import org.tsudoi.payouts.PayeeAccount;
import org.tsudoi.payouts.PayoutNews;
import org.tsudoi.payouts.Payouts;

/// Keeps the accounts that buyers tell, while their refunds wait.
@Component
class KeepingBuyerRefunds implements BuyerRefunds {
    private final Payments payments;
    private final BuyerAccountTable accounts;
    private final RunTable runs;
    private final WhoIsPaid whoIsPaid;
    private final PayoutSettings settings;
    private final KeepingPayouts.Work work;

    KeepingBuyerRefunds(
            Payments payments,
            BuyerAccountTable accounts,
            RunTable runs,
            WhoIsPaid whoIsPaid,
            PayoutSettings settings,
            KeepingPayouts.Work work) {
        this.payments = payments;
        this.accounts = accounts;
        this.runs = runs;
        this.whoIsPaid = whoIsPaid;
        this.settings = settings;
        this.work = work;
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
        return work.inOne(() -> {
            runs.lockDesk(account.currency());
            var waiting = payments.refundsFor(orderReference).stream()
                    .filter(KeepingBuyerRefunds::waits)
                    .filter(refund -> refund.terms().amount().currency().equals(account.currency()))
                    .toList();
            var told = waiting.stream()
                    .flatMap(refund -> tell(refund, account).stream())
                    .toList();
            if (!told.isEmpty()) {
                var newest = told.getLast();
                work.publisher()
                        .publishEvent(new PayoutNews.BuyerToldAccount(
                                newest.id(), orderReference, Optional.ofNullable(newest.heldUntil())));
            }
            return !waiting.isEmpty();
        });
    }

    /// Empty when it is the same again.
    private Optional<BuyerAccountTable.Told> tell(Refund refund, PayeeAccount account) {
        var known = accounts.find(refund.id());
        if (known.isPresent() && known.get().account().equals(account)) return Optional.empty();
        var now = work.clock().instant();
        accounts.replace(refund.id(), now);
        var told = new BuyerAccountTable.Told(
                new BuyerAccountId(work.ids().next()),
                refund.id(),
                account,
                whoIsPaid.memberWhoBought(refund.id()).orElse(null),
                now,
                known.isPresent() ? now.plus(settings.holdAfterChange()) : null);
        accounts.add(told);
        return Optional.of(told);
    }
}
