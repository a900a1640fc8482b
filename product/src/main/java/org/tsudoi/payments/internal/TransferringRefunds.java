package org.tsudoi.payments.internal;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tsudoi.payments.PaymentNews.RefundFailed;
import org.tsudoi.payments.PaymentNews.RefundSucceeded;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.RefundTransfers;
import org.tsudoi.platform.Problem;

/// Keeps which transfer a refund was given to, and what became of it.
@Component
class TransferringRefunds implements RefundTransfers {
    private final RefundTable refunds;
    private final RefundingPayments refunding;
    private final Ground ground;

    TransferringRefunds(RefundTable refunds, RefundingPayments refunding, Ground ground) {
        this.refunding = refunding;
        this.refunds = refunds;
        this.ground = ground;
    }

    private Refund locked(RefundId id) {
        Providers.requireTransaction();
        return refunds.lock(id).orElseThrow(Problem::notFound).refund();
    }

    @Override
    public boolean begin(RefundId id, String transfer) {
        if (!(locked(id) instanceof Refund.Failed failed) || !failed.waitsForAccount()) return false;
        // The buyer's bank may have the money before ours brings it.
        if (refunding.isDisputed(failed.terms().payment())) return false;
        move(failed, failed.transferring(transfer), "given to our bank");
        return true;
    }

    @Override
    public void done(RefundId id, String transfer, Instant at) {
        if (!(locked(id) instanceof Refund.Transferring refund)
                || !refund.transfer().equals(transfer)) {
            throw notGiven(id, transfer);
        }
        var done = refund.transferred(at);
        move(refund, done, "transferred");
        var terms = done.terms();
        ground.tell(new RefundSucceeded(id, terms.payment(), terms.orderReference(), terms.amount()));
    }

    @Override
    public void failed(RefundId id, String transfer, Why why, Instant at) {
        var code = why == Why.DISCARDED ? Refund.Failed.TRANSFER_DISCARDED : Refund.Failed.TRANSFER_RETURNED;
        var failed = switch (locked(id)) {
            case Refund.Transferring it when it.transfer().equals(transfer) -> move(it, it.failed(code, at), code);
            case Refund.Transferred it when it.transfer().equals(transfer) -> move(it, it.failedLater(code, at), code);
            case Refund _ -> throw notGiven(id, transfer);
        };
        var terms = failed.terms();
        if (why != Why.DISCARDED) {
            ground.tell(new RefundFailed(id, terms.payment(), terms.orderReference(), terms.amount(), code));
        }
        refunding.settleByDisputes(terms.payment());
    }

    private Refund move(Refund from, Refund to, String why) {
        refunds.move(from, to);
        refunds.note(to.id(), from, to, Ground.US, why, ground.now());
        return to;
    }

    private static IllegalStateException notGiven(RefundId id, String transfer) {
        return new IllegalStateException(id + " was not given to " + transfer);
    }
}
