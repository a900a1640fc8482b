package town.omise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Money asked for, and what came of it.
record Charge(
        String id,
        Instant created,
        Status status,
        Asked asked,
        Names names,
        @Nullable Failure failure,
        @Nullable Instant paid,
        @Nullable Instant expired,
        @Nullable String transaction,
        List<Refund> refunds) {
    enum Status {
        PENDING,
        SUCCESSFUL,
        FAILED,
        EXPIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the shop asked for.
    ///
    /// @param metadata as JSON
    /// @param webhookEndpoints where news of this charge goes instead of the usual addresses
    record Asked(
            long amount,
            Source source,
            @Nullable String description,
            String metadata,
            @Nullable String returnUri,
            List<String> webhookEndpoints,
            Instant expires) {}

    /// Its other names: of its payment, of its picture and of the picture's address, and for the bank.
    record Names(String payment, String document, String download, String reference) {}

    record Failure(String code, String message) {}

    long refunded() {
        return refunds.stream()
                .filter(refund -> refund.status() != Refund.Status.FAILED)
                .mapToLong(Refund::amount)
                .sum();
    }

    Optional<Refund> refund(String refundId) {
        return refunds.stream().filter(refund -> refund.id().equals(refundId)).findFirst();
    }

    Charge paid(Instant at, String by) {
        return new Charge(id, created, Status.SUCCESSFUL, asked, names, null, at, null, by, refunds);
    }

    Charge failed(Failure why) {
        return new Charge(id, created, Status.FAILED, asked, names, why, null, null, null, refunds);
    }

    Charge expired(Instant at) {
        return new Charge(id, created, Status.EXPIRED, asked, names, null, null, at, null, refunds);
    }

    Charge changed(@Nullable String description, String metadata) {
        var next = new Asked(
                asked.amount(),
                asked.source(),
                description,
                metadata,
                asked.returnUri(),
                asked.webhookEndpoints(),
                asked.expires());
        return new Charge(id, created, status, next, names, failure, paid, expired, transaction, refunds);
    }

    Charge with(Refund refund) {
        var others = new ArrayList<Refund>();
        refunds.forEach(other -> others.add(other.id().equals(refund.id()) ? refund : other));
        if (refund(refund.id()).isEmpty()) {
            others.add(refund);
        }
        return new Charge(id, created, status, asked, names, failure, paid, expired, transaction, List.copyOf(others));
    }
}
