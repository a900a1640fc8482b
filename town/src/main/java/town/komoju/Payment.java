package town.komoju;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payment at a convenience store.
record Payment(
        String id,
        Instant created,
        Status status,
        Asked asked,
        Slip slip,
        @Nullable Instant captured,
        List<Refund> refunds,
        List<RefundRequest> requests) {
    /// For cash at a till `AUTHORIZED` says that the number was issued, and `CAPTURED` that it was paid.
    enum Status {
        PENDING,
        AUTHORIZED,
        CAPTURED,
        REFUNDED,
        CANCELLED,
        EXPIRED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the shop asked for.
    record Asked(
            long amount,
            long tax,
            Chain store,
            String email,
            @Nullable String phone,
            @Nullable String externalOrderNum,
            @Nullable String description,
            Map<String, String> metadata,
            String locale,
            @Nullable String session) {}

    /// What the customer takes to the store.
    record Slip(String receipt, @Nullable String confirmation, Instant deadline, long fee) {}

    long total() {
        return asked.amount() + asked.tax() + slip.fee();
    }

    long refunded() {
        return refunds.stream().mapToLong(Refund::amount).sum();
    }

    /// What requests that nobody has decided on would give back.
    long requested() {
        return requests.stream()
                .filter(request -> request.status() == RefundRequest.Status.PENDING)
                .mapToLong(RefundRequest::amount)
                .sum();
    }

    boolean isPaid() {
        return status == Status.CAPTURED || status == Status.REFUNDED;
    }

    Payment in(Status next) {
        return new Payment(id, created, next, asked, slip, captured, refunds, requests);
    }

    Payment paid(Instant at) {
        return new Payment(id, created, Status.CAPTURED, asked, slip, at, refunds, requests);
    }

    Payment describedAs(@Nullable String description, Map<String, String> metadata) {
        var next = new Asked(
                asked.amount(),
                asked.tax(),
                asked.store(),
                asked.email(),
                asked.phone(),
                asked.externalOrderNum(),
                description,
                metadata,
                asked.locale(),
                asked.session());
        return new Payment(id, created, status, next, slip, captured, refunds, requests);
    }

    Payment with(Refund refund) {
        var more = new ArrayList<>(refunds);
        more.add(refund);
        var next = refunded() + refund.amount() >= total() - slip.fee() ? Status.REFUNDED : status;
        return new Payment(id, created, next, asked, slip, captured, List.copyOf(more), requests);
    }

    Payment with(RefundRequest request) {
        var others = new ArrayList<>(requests);
        others.removeIf(other -> other.id().equals(request.id()));
        others.add(request);
        return new Payment(id, created, status, asked, slip, captured, refunds, List.copyOf(others));
    }
}
