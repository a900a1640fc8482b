package org.tsudoi.payments.internal;

import org.springframework.stereotype.Component;
import org.tsudoi.money.Money;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentNews.RefundFailed;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.Suspense;
import org.tsudoi.platform.Problem;

/// Makes what is too much a refund that waits for an account of the buyer: no provider could give it back, and
/// nothing is taken from the payee for it.
@Component
class GivingSurplusBack implements Suspense {
    private final RefundTable refunds;
    private final PaymentTable payments;
    private final PaymentBook book;
    private final Ground ground;

    GivingSurplusBack(RefundTable refunds, PaymentTable payments, PaymentBook book, Ground ground) {
        this.refunds = refunds;
        this.payments = payments;
        this.book = book;
        this.ground = ground;
    }

    @Override
    public void giveBack(RefundId id, PaymentId of, Money amount, Refund.Reason why) {
        Providers.requireTransaction();
        if (!why.isBeyondPrice()) throw new IllegalArgumentException(why + " is for a payment's own money");
        var order = payments.find(of)
                .orElseThrow(Problem::notFound)
                .payment()
                .terms()
                .orderReference();
        var now = ground.now();
        var requested = new Refund.Requested(id, new Refund.Terms(of, order, amount, why, now));
        if (!refunds.insert(requested)) return;
        book.surplusDue(requested);
        refunds.note(id, null, requested, Ground.US, why.word(), now);
        var code = Refund.Failed.NEEDS_ACCOUNT;
        var failed = requested.failed(null, code, now);
        refunds.move(requested, failed);
        refunds.note(id, requested, failed, Ground.US, "refused: " + code, now);
        ground.tell(new RefundFailed(id, of, order, amount, code));
    }
}
