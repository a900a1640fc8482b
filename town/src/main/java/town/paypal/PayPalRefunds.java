package town.paypal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import town.state.TownClock;

/// Money on its way back to the payer.
@Component
class PayPalRefunds {
    private static final Duration WINDOW = Duration.ofDays(180);

    private final PayPalBooks books;
    private final PayPalIds ids;
    private final Clock clock;
    private final PayPalSettings settings;
    private final PayPalShapes shapes;
    private final PayPalNews news;

    PayPalRefunds(
            PayPalBooks books,
            PayPalIds ids,
            TownClock clock,
            PayPalSettings settings,
            PayPalShapes shapes,
            PayPalNews news) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.shapes = shapes;
        this.news = news;
        clock.whenAdvanced(this::settleDue);
    }

    Refund create(String captureId, JsonNode body) {
        var capture = books.capture(captureId);
        var wish = new Wish("", body);
        var before = books.refunded(capture);
        var left = capture.amount().minus(before);
        var amount = wish.at("amount").isThere() ? wish.at("amount").money() : left;
        mustBeRefundable(capture, amount, left);
        var now = clock.instant();
        var slow = capture.funding() == Funding.SLOW_REFUND || capture.funding() == Funding.FAILING_REFUND;
        var refund = new Refund(
                ids.transaction(),
                captureId,
                now,
                now,
                amount,
                before,
                wish.text("invoice_id", 127),
                wish.text("custom_id", 127),
                wish.text("note_to_payer", 255),
                slow ? Refund.State.PENDING : Refund.State.COMPLETED,
                slow ? now.plus(settings.refundDelay()) : null);
        books.refunds.put(refund.id(), refund);
        var all = new ArrayList<>(capture.refunds());
        all.add(refund.id());
        books.captures.put(captureId, capture.refunding(all, now));
        if (refund.state() == Refund.State.COMPLETED) {
            tell(refund);
        }
        return refund;
    }

    private void mustBeRefundable(Capture capture, Money amount, Money left) {
        switch (capture.state()) {
            case PENDING ->
                throw PayPalError.refused("PENDING_CAPTURE", "Cannot initiate a refund as the capture is pending.");
            case DECLINED -> throw PayPalError.refused("REFUND_NOT_ALLOWED", "Capture cannot be refunded.");
            case COMPLETED -> {}
        }
        if (!amount.currency().equals(capture.amount().currency())) {
            throw PayPalError.refused(
                    "REFUND_CAPTURE_CURRENCY_MISMATCH",
                    "Refund must be in the same currency as the capture",
                    "/amount/currency_code",
                    amount.currency());
        }
        if (capture.reversed() || left.minor() == 0) {
            throw PayPalError.refused("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded");
        }
        mustNotBeDisputed(capture, amount, left);
        if (amount.minor() > left.minor()) {
            throw PayPalError.refused(
                    "REFUND_AMOUNT_EXCEEDED",
                    "The refund amount must be less than or equal to the capture amount that has not yet been"
                            + " refunded.",
                    "/amount/value",
                    amount.value());
        }
        if (capture.created().plus(WINDOW).isBefore(clock.instant())) {
            throw PayPalError.refused(
                    "REFUND_TIME_LIMIT_EXCEEDED", "You are over the time limit to perform a refund on this capture");
        }
    }

    private void mustNotBeDisputed(Capture capture, Money amount, Money left) {
        if (capture.dispute() == null || !books.dispute(capture.dispute()).isOpen()) {
            return;
        }
        if (books.dispute(capture.dispute()).stage() == Dispute.Stage.CHARGEBACK) {
            throw PayPalError.refused(
                    "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK",
                    "Refunds are not allowed on this capture due to a chargeback on the card or bank.");
        }
        if (amount.minor() < left.minor()) {
            throw PayPalError.refused(
                    "TRANSACTION_DISPUTED",
                    "Partial refunds cannot be offered at this time because there is an open case on this"
                            + " transaction.");
        }
    }

    /// A pending one, or one that was thought to be done, ends so.
    void decide(String id, boolean arrived) {
        books.locked(() -> {
            var refund = books.refund(id);
            var next = arrived ? Refund.State.COMPLETED : Refund.State.FAILED;
            if (refund.state() != next && refund.state() != Refund.State.FAILED) {
                var decided = refund.decided(next, clock.instant());
                books.refunds.put(id, decided);
                tell(decided);
            }
            return refund;
        });
    }

    @Scheduled(fixedDelay = 1000)
    void settleDue() {
        var now = clock.instant();
        books.refunds
                .newest(
                        1000,
                        refund -> refund.settles() != null && !refund.settles().isAfter(now))
                .forEach(refund ->
                        decide(refund.id(), books.capture(refund.capture()).funding() != Funding.FAILING_REFUND));
    }

    private void tell(Refund refund) {
        var amount = refund.amount().shown() + " " + refund.amount().currency();
        switch (refund.state()) {
            case COMPLETED ->
                news.happened(
                        "PAYMENT.CAPTURE.REFUNDED",
                        "refund",
                        "A " + amount + " capture payment was refunded",
                        shapes.refund(refund));
            case FAILED ->
                news.happened(
                        "PAYMENT.REFUND.FAILED",
                        "refund",
                        "A " + amount + " capture payment refund failed",
                        shapes.refund(refund));
            case PENDING -> {}
        }
    }
}
