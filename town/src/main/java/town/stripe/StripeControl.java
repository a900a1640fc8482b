package town.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For tests, load and demo scripts: paying without a browser, and looking inside. Stripe itself has none of
/// this.
@RestController
@RequestMapping("/town/stripe")
class StripeControl {
    private final Books books;
    private final Checkout checkout;
    private final Disputes disputes;
    private final Deliveries deliveries;
    private final RequestLog log;

    StripeControl(Books books, Checkout checkout, Disputes disputes, Deliveries deliveries, RequestLog log) {
        this.books = books;
        this.checkout = checkout;
        this.disputes = disputes;
        this.deliveries = deliveries;
        this.log = log;
    }

    /// @param card number of a test card; left out: one that succeeds
    /// @param approve what the cardholder answers when the issuer asks; left out: yes
    record Pay(
            @Nullable String card,
            @Nullable Boolean approve,
            @Nullable String name,
            @Nullable String email,
            @Nullable String wallet,
            @Nullable Integer instalments) {}

    /// @param result paid, kept, declined, or the status of a session that was not open
    record Paid(
            String result,
            String session,
            @Nullable String paymentIntent,
            @Nullable String reason,
            @Nullable String successUrl) {}

    /// From now on the shop's account has yen alone, or all currencies again.
    @PutMapping("/account/settles-in-yen/{wished}")
    void settleInYen(@PathVariable boolean wished) {
        books.settleInYen(wished);
    }

    @PostMapping("/sessions/{id}/pay")
    Paid pay(@PathVariable String id, @RequestBody(required = false) @Nullable Pay pay) {
        var how = pay == null ? new Pay(null, null, null, null, null, null) : pay;
        var card = how.card() == null ? TestCard.VISA.number() : how.card();
        var payer = new Payer(
                how.name() == null ? "Town Tester" : how.name(),
                how.email() == null ? books.session(id).wanted().payerEmail() : how.email(),
                how.wallet(),
                how.instalments());
        var outcome = TestCard.of(card)
                .map(it -> checkout.pay(id, it, payer))
                .orElseGet(() -> new Checkout.Outcome.Declined(TestCard.whyNot(card)));
        if (outcome instanceof Checkout.Outcome.Asks asks) {
            outcome = checkout.answered(asks.intent(), how.approve() == null || how.approve());
        }
        var session = books.session(id);
        var reason = outcome instanceof Checkout.Outcome.Declined declined
                ? declined.failure().word()
                : null;
        var result = switch (outcome) {
            case Checkout.Outcome.Paid _ -> "paid";
            case Checkout.Outcome.Kept _ -> "kept";
            case Checkout.Outcome.Declined _ -> "declined";
            case Checkout.Outcome.Asks _ -> "asks";
            case Checkout.Outcome.NotOpen not -> not.session().status().word();
        };
        return new Paid(result, id, session.intent(), reason, SessionPages.successUrl(session));
    }

    @GetMapping("/requests")
    List<RequestLog.Seen> requests(@RequestParam(defaultValue = "200") int limit) {
        return log.latest(limit);
    }

    /// @param captured money taken, in the smallest unit
    /// @param refunded money given back and not come back
    record Tally(int charges, long captured, int refunds, long refunded) {}

    /// Per payment intent: what was really taken and given back.
    @GetMapping("/tally")
    Map<String, Tally> tally() {
        var tallies = new LinkedHashMap<String, Tally>();
        books.charges.all().stream()
                .filter(Charge::isCaptured)
                .forEach(charge -> tallies.merge(
                        charge.intent(),
                        new Tally(1, charge.captured(), charge.refunds().size(), charge.refunded()),
                        (a, b) -> new Tally(
                                a.charges() + b.charges(),
                                a.captured() + b.captured(),
                                a.refunds() + b.refunds(),
                                a.refunded() + b.refunded())));
        return tallies;
    }

    @PostMapping("/charges/{id}/dispute")
    void dispute(@PathVariable String id) {
        disputes.raise(id);
    }

    @PostMapping("/charges/{id}/dispute/{end}")
    void decide(@PathVariable String id, @PathVariable String end) {
        disputes.decide(id, end.equals("won"));
    }

    /// @param forget whether what waits is never sent; left out: it is sent when on
    record Switch(boolean on, @Nullable Boolean forget) {}

    record Webhooks(boolean on, int waiting) {}

    @GetMapping("/webhooks")
    Webhooks webhooks() {
        return new Webhooks(deliveries.isOn(), deliveries.waiting());
    }

    @PutMapping("/webhooks")
    Webhooks webhooks(@RequestBody Switch wanted) {
        if (Boolean.TRUE.equals(wanted.forget())) {
            deliveries.forget();
        }
        deliveries.switchOn(wanted.on());
        return webhooks();
    }

    @GetMapping("/deliveries")
    List<Delivery> deliveries(@RequestParam(defaultValue = "200") int limit) {
        return books.deliveries.newest(limit);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Map<String, String> notFound(StripeError e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }
}
