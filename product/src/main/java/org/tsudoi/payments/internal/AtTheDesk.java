package org.tsudoi.payments.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tsudoi.payments.Dispute;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Refund;
import org.tsudoi.payments.RefundId;

/// Hands the operator what the tables hold.
@Component
class AtTheDesk implements PaymentDesk {
    private final PaymentTable payments;
    private final RefundTable refunds;
    private final DisputeTable disputes;
    private final OddityTable oddities;
    private final WebhookTable webhooks;
    private final CallTable calls;
    private final Ground ground;

    AtTheDesk(
            PaymentTable payments,
            RefundTable refunds,
            DisputeTable disputes,
            OddityTable oddities,
            WebhookTable webhooks,
            CallTable calls,
            Ground ground) {
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
        this.oddities = oddities;
        this.webhooks = webhooks;
        this.calls = calls;
        this.ground = ground;
    }

    @Override
    public void raise(String kind, String subject, String detail) {
        oddities.add(kind, subject, null, detail, ground.now());
    }

    @Override
    public List<Payment.Unknown> unknownPayments(int max) {
        return payments.unknown(max).stream()
                .map(KeptPayment::payment)
                .filter(Payment.Unknown.class::isInstance)
                .map(Payment.Unknown.class::cast)
                .toList();
    }

    @Override
    public Map<PaymentId, Instant> nextTries(Collection<PaymentId> asked) {
        var tries = new LinkedHashMap<PaymentId, Instant>();
        var names = asked.stream().map(PaymentId::toString).toList();
        for (var item : ground.outbox().openAbout("payment", names)) {
            PaymentId.parse(item.payload().path("payment").asString())
                    .ifPresent(id -> tries.putIfAbsent(id, item.dueAt()));
        }
        return tries;
    }

    @Override
    public List<Refund> refundsUnderWay(int max) {
        return Stream.of("unknown", "requested", "submitted")
                .flatMap(state -> refunds.in(state, max).stream())
                .limit(max)
                .toList();
    }

    @Override
    public List<Refund.Failed> failedRefunds(int max) {
        return refunds.in("failed", max).stream()
                .filter(Refund.Failed.class::isInstance)
                .map(Refund.Failed.class::cast)
                .toList();
    }

    @Override
    public List<Dispute> openDisputes(int max) {
        return disputes.open(max);
    }

    @Override
    public List<Dispute> disputes(PaymentId payment) {
        return disputes.of(payment);
    }

    @Override
    public List<Change> history(PaymentId id) {
        return payments.history(id);
    }

    @Override
    public List<Change> history(RefundId id) {
        return refunds.history(id);
    }

    @Override
    public List<Call> calls(int max) {
        return calls.newest(max);
    }

    @Override
    public List<Delivery> deliveries(int max) {
        return webhooks.newest(max);
    }

    @Override
    public List<RefusedDeliveries> refusedDeliveries(int max) {
        return webhooks.newestRefused(max);
    }

    @Override
    public List<Oddity> oddities(int max) {
        return oddities.unsettled(max);
    }

    @Override
    @Transactional
    public boolean settle(UUID oddity, String note, String who) {
        return oddities.settle(oddity, note, who, ground.now());
    }
}
