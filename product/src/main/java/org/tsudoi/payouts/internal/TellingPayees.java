package org.tsudoi.payouts.internal;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.RefundTransfers;
import org.tsudoi.payments.RefundTransfers.Why;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutId;
import org.tsudoi.payouts.PayoutNews;

/// What becomes of a payout means something for whoever gets it: news for organisers, for buyers the state of their
/// refund. In the caller's transaction.
@Component
class TellingPayees {
    private final RefundTransfers transfers;
    private final BuyerAccountTable accounts;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    TellingPayees(
            RefundTransfers transfers, BuyerAccountTable accounts, ApplicationEventPublisher publisher, Clock clock) {
        this.transfers = transfers;
        this.accounts = accounts;
        this.publisher = publisher;
        this.clock = clock;
    }

    private static String transfer(PayoutId id) {
        return id.value().toString();
    }

    /// Whoever else would give the refund back finds it taken from then on. False when it is already.
    boolean give(RefundId refund, PayoutId to) {
        return transfers.begin(refund, transfer(to));
    }

    void discarded(Payout payout) {
        if (payout.terms().payee() instanceof Payee.OfBuyer it) {
            transfers.failed(it.refund(), transfer(payout.id()), Why.DISCARDED, clock.instant());
        }
    }

    void paid(Payout.Paid payout) {
        var terms = payout.terms();
        switch (terms.payee()) {
            case Payee.OfOrganiser it ->
                publisher.publishEvent(new PayoutNews.Paid(payout.id(), it.organiser(), terms.amount()));
            case Payee.OfBuyer it -> transfers.done(it.refund(), transfer(payout.id()), payout.at());
        }
    }

    void returned(Payout.Returned payout) {
        var terms = payout.terms();
        switch (terms.payee()) {
            case Payee.OfOrganiser it ->
                publisher.publishEvent(
                        new PayoutNews.Returned(payout.id(), it.organiser(), terms.amount(), payout.reason()));
            case Payee.OfBuyer it -> {
                if (payout.reason() == Payout.ReturnReason.REFUSED) {
                    // Not for the buyer's account, which the next run pays to.
                    transfers.failed(it.refund(), transfer(payout.id()), Why.DISCARDED, payout.at());
                    return;
                }
                // The buyer has to tell another one.
                accounts.erase(it.refund(), clock.instant());
                transfers.failed(it.refund(), transfer(payout.id()), Why.RETURNED, payout.at());
                publisher.publishEvent(new PayoutNews.ReturnedToBuyer(payout.id(), it.refund()));
            }
        }
    }
}
