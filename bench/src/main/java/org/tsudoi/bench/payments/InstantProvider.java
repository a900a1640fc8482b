package org.tsudoi.bench.payments;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.tsudoi.money.Money;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.RefusalReason;
import org.tsudoi.payments.provider.Webhooks;

/// A provider in this process that takes the money at once, without a fee: what is measured is the product alone.
final class InstantProvider implements PaymentProvider, Webhooks {
    static final String NAME = "instant";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer(
                Choice.CARD,
                Currency.getInstance("JPY"),
                1,
                Long.MAX_VALUE,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1)));
    }

    @Override
    public Answer<Seen> open(Opening opening) {
        var id = opening.id();
        var amount = opening.amount();
        var paid = new Status.Paid(amount, new Money(0, amount.currency()), "charge_" + id, Instant.now());
        return new Answer.Given<>(new Seen("taken_" + id, opening.orderReference(), id, amount, paid));
    }

    @Override
    public Answer<Seen> look(PaymentId id, String reference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "nobody looks at what was paid at once");
    }

    @Override
    public Answer<Seen> close(PaymentId id, String reference) {
        return look(id, reference);
    }

    @Override
    public Answer<RefundSeen> refund(RefundId id, int attempt, Charge charge, Money amount) {
        return new Answer.Given<>(new RefundSeen("refund_" + id, id, attempt, amount, new RefundStatus.Succeeded()));
    }

    @Override
    public Answer<RefundSeen> lookAtRefund(RefundId id, String refundReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "nothing is refunded here");
    }

    @Override
    public Answer<DisputeSeen> lookAtDispute(String disputeReference) {
        return new Answer.Refused<>(RefusalReason.NOT_FOUND, "nothing is disputed here");
    }

    @Override
    public Instant closedByItself(Opening opening) {
        return opening.payableUntil();
    }

    @Override
    public Heard hear(byte[] body, Headers headers) {
        return new Heard.Forged("nobody calls");
    }
}
