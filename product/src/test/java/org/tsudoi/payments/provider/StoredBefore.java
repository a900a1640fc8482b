package org.tsudoi.payments.provider;

import java.time.Instant;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.RefundId;

/// For adapters that keep rows of their own, which are of a payment that was stored before.
public record StoredBefore(PaymentProvider provider, Payments payments, TransactionTemplate transactions)
        implements PaymentProvider {
    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public List<Offer> offers() {
        return provider.offers();
    }

    @Override
    public boolean isKeptByPayee() {
        return provider.isKeptByPayee();
    }

    @Override
    public Answer<Seen> open(Opening it) {
        var terms = new Payment.Terms(
                name(), it.choice(), it.orderReference(), it.amount(), "organiser:x", it.title(), it.requestedAt());
        var asking = new Payments.Asking(it.email(), it.locale(), it.backUrl(), it.leaveUrl(), it.payableUntil());
        transactions.executeWithoutResult(_ -> payments.request(List.of(new Payments.Intent(it.id(), terms, asking))));
        return provider.open(it);
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        return provider.look(id, reference);
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        return provider.close(id, reference);
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return provider.refund(id, attempt, charge, amount);
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return provider.lookAtRefund(id, refundReference);
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return provider.lookAtDispute(disputeReference);
    }

    @Override
    public Instant closedByItself(Opening opening) {
        return provider.closedByItself(opening);
    }
}
