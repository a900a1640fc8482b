package town.omise;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import town.state.Keeper;
import town.state.TownClock;

/// What happens to charges, whoever makes it happen: the API, a bank's customer, or the clock.
@Component
class OmiseCharges {
    private final OmiseBooks books;
    private final OmiseNews news;
    private final OmiseIds ids;
    private final TownClock clock;
    private final OmiseSettings settings;
    /// Ids of charges that wait, and until when.
    private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

    OmiseCharges(
            OmiseBooks books, OmiseNews news, OmiseIds ids, TownClock clock, OmiseSettings settings, Keeper keeper) {
        this.books = books;
        this.news = news;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        books.charges.all().forEach(this::watch);
        clock.whenAdvanced(this::settleDue);
        keeper.whenReset(waiting::clear);
    }

    /// Waits for its end, or for that of a refund.
    private void watch(Charge charge) {
        var next = charge.status() == Charge.Status.PENDING
                ? charge.asked().expires()
                : charge.refunds().stream()
                        .map(Refund::due)
                        .filter(due -> due != null)
                        .min(Instant::compareTo)
                        .orElse(null);
        if (next == null) {
            waiting.remove(charge.id());
        } else {
            waiting.put(charge.id(), next);
        }
    }

    Charge open(Charge.Asked asked) {
        return books.locked(() -> {
            var names = new Charge.Names(ids.of("pay2"), ids.of("docu"), ids.download(), ids.reference());
            var charge = new Charge(
                    ids.of("chrg"),
                    clock.instant(),
                    Charge.Status.PENDING,
                    asked,
                    names,
                    null,
                    null,
                    null,
                    null,
                    List.of());
            return told("charge.create", charge);
        });
    }

    Instant usualEnd() {
        return clock.instant().plus(settings.life());
    }

    /// The customer's bank has paid.
    ///
    /// @param late whether also after its end, which a bank does when it was slow
    /// @return null when the charge does not wait
    @Nullable
    Charge pay(String id, boolean late) {
        return books.locked(() -> {
            var charge = books.charge(id);
            var open = charge.status() == Charge.Status.PENDING || (late && charge.status() == Charge.Status.EXPIRED);
            return open ? told("charge.complete", charge.paid(clock.instant(), ids.of("trxn"))) : null;
        });
    }

    /// @return null when the charge does not wait
    @Nullable
    Charge decline(String id, Charge.Failure why) {
        return books.locked(() -> {
            var charge = books.charge(id);
            return charge.status() == Charge.Status.PENDING ? told("charge.complete", charge.failed(why)) : null;
        });
    }

    Charge expire(String id) {
        return books.locked(() -> {
            var charge = books.charge(id);
            if (charge.status() != Charge.Status.PENDING) {
                throw OmiseError.failedExpire(
                        "charge is already " + charge.status().word());
            }
            return told("charge.expire", charge.expired(clock.instant()));
        });
    }

    Charge change(String id, UnaryOperator<Charge> how) {
        return books.locked(() -> told("charge.update", how.apply(books.charge(id))));
    }

    Refund refund(String chargeId, long amount, String metadata) {
        return books.locked(() -> {
            var charge = books.charge(chargeId);
            if (charge.status() != Charge.Status.SUCCESSFUL) {
                throw OmiseError.failedRefund("charge was not captured");
            }
            if (!settings.refundable() || books.keepsAll()) {
                throw OmiseError.failedRefund("charge is not refundable");
            }
            if (amount < 1) {
                throw OmiseError.invalidAmount("amount must be greater than 0");
            }
            if (amount > charge.asked().amount() - charge.refunded()) {
                throw OmiseError.failedRefund("refund amount exceeds the amount that can be refunded");
            }
            var now = clock.instant();
            var made = new Refund(
                    ids.of("rfnd"),
                    now,
                    amount,
                    Refund.Status.PENDING,
                    metadata,
                    null,
                    now.plus(settings.refundDelay()));
            var refund = settings.refundDelay().isZero() ? made.closed(ids.of("trxn")) : made;
            var refunded = kept(charge.with(refund));
            news.tellOfRefund(refunded, refund);
            return refund;
        });
    }

    /// Settled by hand, before or after the bank would.
    Charge settle(String refundId, boolean done) {
        return books.locked(() -> {
            var charge = books.chargeOfRefund(refundId);
            var refund = charge.refund(refundId).orElseThrow(() -> OmiseError.notFound("refund", refundId));
            return kept(charge.with(done ? refund.closed(ids.of("trxn")) : refund.failed()));
        });
    }

    @Scheduled(fixedDelay = 200)
    void settleDue() {
        var now = clock.instant();
        for (var entry : waiting.entrySet()) {
            if (!entry.getValue().isAfter(now) && waiting.remove(entry.getKey(), entry.getValue())) {
                settleDue(entry.getKey(), now);
            }
        }
    }

    private void settleDue(String id, Instant now) {
        books.locked(() -> books.charges.find(id).map(charge -> {
            if (charge.status() == Charge.Status.PENDING) {
                return told("charge.expire", charge.expired(now));
            }
            var next = charge;
            for (var refund : charge.refunds()) {
                var due = refund.due();
                if (due != null && !due.isAfter(now)) {
                    next = next.with(refund.closed(ids.of("trxn")));
                }
            }
            return kept(next);
        }));
    }

    private Charge told(String key, Charge charge) {
        kept(charge);
        news.tell(key, charge);
        return charge;
    }

    private Charge kept(Charge charge) {
        books.charges.put(charge.id(), charge);
        watch(charge);
        return charge;
    }
}
