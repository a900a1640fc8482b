package org.tsudoi.payments;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the operator sees of payments: what nobody knows yet, what failed, what does not fit, and the talk with
/// providers. Each list is as long as asked for, the newest first where not said otherwise.
public interface PaymentDesk {
    /// Payments of which it is not known what became of them, the longest waiting first.
    List<Payment.Unknown> unknownPayments(int max);

    /// When each of these is asked again by itself; without those that are not.
    Map<PaymentId, Instant> nextTries(Collection<PaymentId> payments);

    /// Refunds still on their way: the unknown ones first, then the oldest.
    List<Refund> refundsUnderWay(int max);

    /// Refunds that are still owed, the oldest first.
    List<Refund.Failed> failedRefunds(int max);

    /// What banks have not decided, those first that are to be answered soonest.
    List<Dispute> openDisputes(int max);

    /// The newest first.
    List<Dispute> disputes(PaymentId payment);

    List<Change> history(PaymentId id);

    List<Change> history(RefundId id);

    List<Call> calls(int max);

    List<Delivery> deliveries(int max);

    List<RefusedDeliveries> refusedDeliveries(int max);

    /// Those that no one has settled.
    List<Oddity> oddities(int max);

    /// An operator has dealt with it. False when it was settled before.
    boolean settle(UUID oddity, String note, String who);

    /// In the caller's transaction, for what others find that does not fit.
    void raise(String kind, String subject, String detail);

    record Change(Instant at, @Nullable String from, String to, String who, String why) {}

    /// @param status null when there was no answer
    /// @param about  our id of what the call was for
    record Call(
            Instant at,
            String provider,
            String method,
            String path,
            @Nullable Integer status,
            int millis,
            @Nullable String about) {}

    enum DeliveryState {
        RECEIVED,
        DONE,
        /// Nothing that we need to know.
        IGNORED,
        /// About something that is not ours; nothing was done.
        QUARANTINED
    }

    /// A webhook, rightly signed.
    ///
    /// @param times how often it was delivered
    record Delivery(
            Instant at,
            String provider,
            String eventId,
            String type,
            @Nullable PaymentId payment,
            int times,
            DeliveryState state,
            @Nullable String why) {}

    /// Webhooks that were not signed by the provider or not readable: how many in that minute.
    record RefusedDeliveries(Instant minute, String provider, String why, int times) {}

    /// Something at a provider that does not fit what is stored here. Nothing was moved because of it.
    ///
    /// @param subject what it is about: our id where there is one, else the provider's
    record Oddity(
            UUID id,
            String kind,
            String subject,
            @Nullable PaymentId payment,
            String detail,
            int times,
            Instant firstAt,
            Instant lastAt) {}
}
