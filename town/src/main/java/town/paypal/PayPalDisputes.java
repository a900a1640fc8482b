package town.paypal;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// Payers who want their money back.
@Component
class PayPalDisputes {
    private final PayPalBooks books;
    private final PayPalIds ids;
    private final Clock clock;
    private final PayPalShapes shapes;
    private final PayPalNews news;

    PayPalDisputes(PayPalBooks books, PayPalIds ids, TownClock clock, PayPalShapes shapes, PayPalNews news) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.shapes = shapes;
        this.news = news;
    }

    /// Raises one for what has not been refunded.
    ///
    /// @param stage an inquiry takes nothing, a chargeback everything
    Dispute raise(String captureId, Dispute.Stage stage) {
        return books.locked(() -> {
            var capture = books.capture(captureId);
            if (capture.dispute() != null) {
                return books.dispute(capture.dispute());
            }
            var now = clock.instant();
            var left = capture.amount().minus(books.refunded(capture));
            var inquiry = Dispute.inquiry(ids.dispute(), capture, left, now);
            var dispute = stage == Dispute.Stage.CHARGEBACK ? inquiry.chargedBack(now) : inquiry;
            books.disputes.put(dispute.id(), dispute);
            books.captures.put(captureId, capture.disputed(dispute.id(), now));
            tell("CUSTOMER.DISPUTE.CREATED", "A new dispute opened with Case # " + dispute.id(), dispute);
            return dispute;
        });
    }

    /// From an inquiry to a chargeback.
    void escalate(String captureId) {
        change(
                captureId,
                (dispute, now) -> dispute.stage() == Dispute.Stage.INQUIRY ? dispute.chargedBack(now) : dispute,
                "CUSTOMER.DISPUTE.UPDATED");
    }

    void decide(String captureId, boolean forSeller) {
        change(
                captureId,
                (dispute, now) -> forSeller ? dispute.won(now) : dispute.lost(now),
                "CUSTOMER.DISPUTE.RESOLVED");
        if (forSeller) {
            return;
        }
        books.locked(() -> {
            var capture = books.capture(captureId);
            if (capture.dispute() != null && !capture.reversed()) {
                var now = clock.instant();
                var amount = books.dispute(capture.dispute()).amount();
                books.captures.put(captureId, capture.takenBack(now));
                news.happened(
                        "PAYMENT.CAPTURE.REVERSED",
                        "refund",
                        "A " + amount.shown() + " " + amount.currency() + " capture payment was reversed",
                        shapes.reversal(ids.transaction(), capture, amount, now));
            }
            return capture;
        });
    }

    private void change(String captureId, BiFunction<Dispute, Instant, Dispute> how, String type) {
        books.locked(() -> {
            var capture = books.capture(captureId);
            if (capture.dispute() == null || !books.dispute(capture.dispute()).isOpen()) {
                return capture;
            }
            var changed = how.apply(books.dispute(capture.dispute()), clock.instant());
            books.disputes.put(changed.id(), changed);
            tell(type, "A dispute changed with Case # " + changed.id(), changed);
            return capture;
        });
    }

    private void tell(String type, String summary, Dispute dispute) {
        news.happened(type, "dispute", summary, shapes.dispute(dispute));
    }
}
