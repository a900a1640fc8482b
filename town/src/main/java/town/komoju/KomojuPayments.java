package town.komoju;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.TownClock;

/// What happens to payments, whoever makes it happen: the API, a till, or the clock.
@Component
class KomojuPayments {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    private final KomojuBooks books;
    private final KomojuNews news;
    private final KomojuIds ids;
    private final TownClock clock;
    private final KomojuSettings settings;
    /// Ids of those that wait for cash, and until when.
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

    KomojuPayments(
            KomojuBooks books,
            KomojuNews news,
            KomojuIds ids,
            TownClock clock,
            KomojuSettings settings,
            Keeper keeper) {
        this.books = books;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        books.payments.all().stream()
                .filter(payment -> payment.status() == Payment.Status.AUTHORIZED)
                .forEach(payment -> waiting.put(payment.id(), payment.slip().deadline()));
        clock.whenAdvanced(this::expireDue);
        keeper.whenReset(waiting::clear);
    }

    /// Issues a number.
    ///
    /// @param days how many days it lives; null: as usual
    Payment issue(Payment.Asked asked, @Nullable Integer days) {
        return books.locked(() -> {
            var now = clock.instant();
            var deadline = now.atZone(JAPAN)
                    .toLocalDate()
                    .plusDays(days == null ? settings.paymentDays() : days)
                    .atTime(LAST_SECOND)
                    .atZone(JAPAN)
                    .toInstant();
            var slip = new Payment.Slip(
                    ids.digits(asked.store().receiptDigits()), second(asked), deadline, settings.fee());
            var payment =
                    new Payment(ids.id(), now, Payment.Status.AUTHORIZED, asked, slip, null, List.of(), List.of());
            waiting.put(payment.id(), deadline);
            return told("payment.authorized", payment);
        });
    }

    private @Nullable String second(Payment.Asked asked) {
        var phone = asked.phone();
        return switch (asked.store().second()) {
            case NONE -> null;
            case CONFIRMATION -> ids.digits(6);
            case PHONE -> phone == null ? null : phone.replaceAll("[^0-9]", "");
        };
    }

    /// Cash was taken at a till.
    ///
    /// @param late whether also after the deadline, which a store does when its news of the end came too late
    /// @return null when the payment does not wait for cash
    @Nullable
    Payment pay(String id, boolean late) {
        return books.locked(() -> {
            var payment = books.payment(id);
            var open = payment.status() == Payment.Status.AUTHORIZED
                    || (late && payment.status() == Payment.Status.EXPIRED);
            if (!open) {
                return null;
            }
            waiting.remove(id);
            return told("payment.captured", payment.paid(clock.instant()));
        });
    }

    Payment cancel(String id) {
        return books.locked(() -> {
            var payment = mustBe(id, "cancelled", Payment.Status.PENDING, Payment.Status.AUTHORIZED);
            waiting.remove(id);
            return told("payment.cancelled", payment.in(Payment.Status.CANCELLED));
        });
    }

    /// Something broke at KOMOJU's or the chain's side: nobody can pay this any more.
    Payment fail(String id) {
        return books.locked(() -> {
            var payment = mustBe(id, "failed", Payment.Status.PENDING, Payment.Status.AUTHORIZED);
            waiting.remove(id);
            return told("payment.failed", payment.in(Payment.Status.FAILED));
        });
    }

    Payment expire(String id) {
        return books.locked(() -> {
            var payment = mustBe(id, "expired", Payment.Status.PENDING, Payment.Status.AUTHORIZED);
            waiting.remove(id);
            return told("payment.expired", payment.in(Payment.Status.EXPIRED));
        });
    }

    @Scheduled(fixedDelay = 500)
    void expireDue() {
        var now = clock.instant();
        for (var entry : waiting.entrySet()) {
            if (entry.getValue().isBefore(now) && waiting.remove(entry.getKey(), entry.getValue())) {
                expireIfOpen(entry.getKey());
            }
        }
    }

    private void expireIfOpen(String id) {
        books.locked(() -> books.payments
                .find(id)
                .filter(payment -> payment.status() == Payment.Status.AUTHORIZED)
                .map(payment -> told("payment.expired", payment.in(Payment.Status.EXPIRED))));
    }

    Payment change(String id, UnaryOperator<Payment> how) {
        return books.locked(() -> told("payment.updated", how.apply(books.payment(id))));
    }

    Payment request(String id, @Nullable Long amount, boolean withFee, RefundRequest.Account account) {
        return books.locked(() -> {
            var payment = mustBe(id, "refunded", Payment.Status.CAPTURED);
            long most = payment.total() - payment.slip().fee() - payment.refunded() - payment.requested();
            long wanted = amount == null ? most : amount;
            if (wanted < 1 || wanted > most) {
                throw KomojuError.refused("The refund exceeds what is left of the payment");
            }
            var request = new RefundRequest(
                    ids.id(), clock.instant(), wanted, RefundRequest.Status.PENDING, account, withFee);
            return told("payment.updated", payment.with(request));
        });
    }

    /// The people at KOMOJU have decided.
    Payment decide(String requestId, boolean approved) {
        return books.locked(() -> {
            var payment = books.payments.all().stream()
                    .filter(it -> it.requests().stream()
                            .anyMatch(request -> request.id().equals(requestId)))
                    .findFirst()
                    .orElseThrow(KomojuError::notFound);
            var request = payment.requests().stream()
                    .filter(it -> it.id().equals(requestId))
                    .findFirst()
                    .orElseThrow(KomojuError::notFound);
            if (request.status() != RefundRequest.Status.PENDING) {
                throw KomojuError.refused(
                        "The refund request is " + request.status().word());
            }
            if (!approved) {
                return told("payment.updated", payment.with(request.decided(RefundRequest.Status.REJECTED)));
            }
            var refund = new Refund(
                    ids.id(),
                    clock.instant(),
                    request.amount(),
                    request.account().description());
            var refunded = payment.with(request.decided(RefundRequest.Status.COMPLETED))
                    .with(refund);
            told("payment.refund.created", refunded);
            if (refunded.status() == Payment.Status.REFUNDED) {
                news.tell("payment.refunded", refunded);
            }
            return refunded;
        });
    }

    private Payment mustBe(String id, String what, Payment.Status... allowed) {
        var payment = books.payment(id);
        if (!List.of(allowed).contains(payment.status())) {
            throw KomojuError.refused("The payment is " + payment.status().word() + " and cannot be " + what);
        }
        return payment;
    }

    private Payment told(String type, Payment payment) {
        books.payments.put(payment.id(), payment);
        news.tell(type, payment);
        return payment;
    }
}
