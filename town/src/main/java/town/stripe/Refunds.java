package town.stripe;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import town.state.TownClock;

/// Giving money back, at once or, with some cards, after a while or in the end not.
@Component
class Refunds {
    private final Books books;
    private final Ids ids;
    private final Clock clock;
    private final Intents intents;
    private final Events events;
    private final StripeObjects objects;
    private final StripeSettings settings;
    private final JsonMapper json;

    Refunds(
            Books books,
            Ids ids,
            TownClock clock,
            Intents intents,
            Events events,
            StripeObjects objects,
            StripeSettings settings,
            JsonMapper json) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.intents = intents;
        this.events = events;
        this.objects = objects;
        this.settings = settings;
        this.json = json;
        clock.whenAdvanced(this::settleDue);
    }

    /// @param amount empty: all that is left
    /// @throws StripeError nothing left, more than is left, disputed, not yet captured
    Refund create(Charge charge, Optional<Long> amount, @Nullable String reason, Map<String, String> metadata) {
        return books.locked(() -> {
            mustBeRefundable(charge);
            var wanted = amount.orElse(charge.refundable());
            if (wanted <= 0) {
                throw StripeError.invalid(
                        "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
            }
            if (wanted > charge.refundable()) {
                throw StripeError.refused(
                        null,
                        "Refund amount (%s) is greater than unrefunded amount on charge (%s)"
                                .formatted(
                                        Currencies.shown(wanted, charge.currency()),
                                        Currencies.shown(charge.refundable(), charge.currency())),
                        "amount");
            }
            return made(charge, wanted, reason, metadata);
        });
    }

    private static void mustBeRefundable(Charge charge) {
        if (!charge.paid() || !charge.isCaptured()) {
            throw StripeError.refused(
                    null, "Charge " + charge.id() + " has not been captured and cannot be refunded.", "charge");
        }
        if (charge.dispute() != null) {
            throw StripeError.refused(
                    "charge_disputed",
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.",
                    null);
        }
        if (charge.refundable() == 0) {
            throw StripeError.refused(
                    "charge_already_refunded", "Charge " + charge.id() + " has already been refunded.", null);
        }
    }

    private Refund made(Charge charge, long amount, @Nullable String reason, Map<String, String> metadata) {
        var id = "re_3" + ids.letters(23);
        var entry = intents.entry("refund", id, charge.currency(), -amount, 0);
        // Cash goes back to a bank account, which the payer has to name first.
        var waits = charge.card() == null || charge.card().refundsTakeTime();
        var refund = new Refund(
                id,
                clock.instant(),
                charge.id(),
                charge.intent(),
                amount,
                charge.currency(),
                reason,
                metadata,
                entry.id(),
                waits ? Refund.Status.PENDING : Refund.Status.SUCCEEDED,
                waits ? clock.instant().plus(settings.refundDelay()) : null,
                null,
                null);
        books.refunds.put(id, refund);
        var before = json.createObjectNode()
                .put("amount_refunded", charge.refunded())
                .put("refunded", false);
        var refunded = charge.refunded(amount, id);
        books.charges.put(charge.id(), refunded);
        events.happened("refund.created", objects.refund(refund));
        events.happened("charge.refunded", objects.charge(refunded), before);
        return refund;
    }

    /// It was done, and the bank sends it back.
    void comesBack(String id) {
        books.locked(() -> {
            var refund = books.refund(id);
            if (refund.status() == Refund.Status.SUCCEEDED) {
                fail(refund, books.charge(refund.charge()));
            }
        });
    }

    @Scheduled(fixedDelay = 500)
    void settleDue() {
        books.locked(() -> books.refunds.all().stream()
                .filter(refund -> refund.settles() != null && !refund.settles().isAfter(clock.instant()))
                .forEach(this::settle));
    }

    private void settle(Refund refund) {
        var charge = books.charge(refund.charge());
        if (charge.card() == TestCard.REFUND_FAILS) {
            fail(refund, charge);
        } else {
            tell(refund, refund.succeeded());
        }
    }

    private void fail(Refund refund, Charge charge) {
        var back = intents.entry("refund_failure", refund.id(), refund.currency(), refund.amount(), 0);
        books.charges.put(charge.id(), charge.refundFailed(refund.amount()));
        tell(refund, refund.failed("declined", back.id()));
    }

    private void tell(Refund was, Refund settled) {
        var before = json.createObjectNode().put("status", was.status().word());
        books.refunds.put(settled.id(), settled);
        var shown = objects.refund(settled);
        events.happened("refund.updated", shown, before);
        events.happened("charge.refund.updated", shown, before);
        if (settled.status() == Refund.Status.FAILED) {
            events.happened("refund.failed", shown);
        }
    }
}
