package org.tsudoi.reconciliation.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.PaymentRecords.Disputed;
import org.tsudoi.payments.PaymentRecords.GivenBack;
import org.tsudoi.payments.PaymentRecords.Taken;
import org.tsudoi.payments.RefundId;
import org.tsudoi.payments.provider.Movements.Line;
import org.tsudoi.reconciliation.Finding.Side;

/// What one provider told and what is stored of it here, of a span of days; lines and payments that belong to these are
/// there whole, whenever they were.
///
/// @param told whether the provider tells what moved
record ProviderSide(
        String provider,
        ZoneId zone,
        boolean told,
        Instant from,
        Instant until,
        List<Line> lines,
        List<Taken> payments,
        List<GivenBack> refunds,
        List<Disputed> disputes) {

    boolean covers(@Nullable Instant at) {
        return at != null && !at.isBefore(from) && at.isBefore(until);
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /// Payments of this provider by what a line may call them.
    Map<String, Taken> paymentsByName() {
        var named = new HashMap<String, Taken>();
        for (var payment : payments) {
            if (!payment.provider().equals(provider)) continue;
            Stream.of(payment.id().toString(), payment.charge(), payment.reference())
                    .filter(name -> name != null)
                    .forEach(name -> named.putIfAbsent(name, payment));
        }
        return named;
    }

    Map<String, GivenBack> refundsByName() {
        var named = new HashMap<String, GivenBack>();
        for (var refund : refunds) {
            if (!refund.provider().equals(provider)) continue;
            named.putIfAbsent(refund.id().toString(), refund);
            if (refund.reference() != null) named.putIfAbsent(refund.reference(), refund);
        }
        return named;
    }

    /// By the provider's name of the dispute, and by the charge that it is about.
    Map<String, Disputed> disputesByName() {
        var named = new HashMap<String, Disputed>();
        for (var dispute : disputes) {
            named.putIfAbsent(dispute.reference(), dispute);
            if (dispute.charge() != null) named.putIfAbsent(dispute.charge(), dispute);
        }
        return named;
    }

    Map<PaymentId, Taken> paymentsById() {
        var named = new LinkedHashMap<PaymentId, Taken>();
        payments.forEach(payment -> named.put(payment.id(), payment));
        return named;
    }

    Map<RefundId, GivenBack> refundsById() {
        var named = new LinkedHashMap<RefundId, GivenBack>();
        refunds.forEach(refund -> named.put(refund.id(), refund));
        return named;
    }

    static Side of(Line line) {
        var word = line.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Side(line.id(), word, line.gross(), line.fee(), line.at());
    }

    static Side of(Taken payment) {
        return new Side(
                payment.id().toString(), payment.state(), payment.amount(), payment.fee(), payment.capturedAt());
    }

    static Side of(GivenBack refund) {
        return new Side(refund.id().toString(), refund.state(), refund.amount().negated(), null, refund.settledAt());
    }
}
