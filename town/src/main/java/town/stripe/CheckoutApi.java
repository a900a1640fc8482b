package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import town.state.TownClock;

/// docs.stripe.com/api/checkout/sessions
@RestController
@RequestMapping("/stripe/v1/checkout/sessions")
class CheckoutApi {
    private static final String PATH = "/v1/checkout/sessions";

    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Checkout checkout;
    private final SessionRequest requests;
    private final Listing listing;
    private final Clock clock;

    CheckoutApi(
            StripeGate gate,
            Books books,
            StripeObjects objects,
            Checkout checkout,
            SessionRequest requests,
            Listing listing,
            TownClock clock) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.checkout = checkout;
        this.requests = requests;
        this.listing = listing;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, params -> {
            var session = requests.read(params, clock.instant());
            books.sessions.put(session.id(), session);
            return objects.session(session);
        });
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only(
                    "created",
                    "customer",
                    "customer_details",
                    "ending_before",
                    "limit",
                    "payment_intent",
                    "payment_link",
                    "starting_after",
                    "status",
                    "subscription");
            var intent = params.text("payment_intent");
            var status = params.word("status", "open", "complete", "expired");
            return listing.of(
                    params,
                    PATH,
                    books.sessions,
                    session -> intent.map(it -> it.equals(session.intent())).orElse(true)
                            && status.map(it -> it.equals(session.status().word()))
                                    .orElse(true),
                    Session::id,
                    Session::created,
                    objects::session);
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> retrieve(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.session(checkout.current(id)));
    }

    @GetMapping("/{id}/line_items")
    ResponseEntity<byte[]> lines(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.lines(books.session(id)));
    }

    @PostMapping("/{id}/expire")
    ResponseEntity<byte[]> expire(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, params -> {
            params.only();
            return books.locked(() -> {
                var session = checkout.current(id);
                if (!session.isOpen()) {
                    throw StripeError.refused(
                            null,
                            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a "
                                    + "status of `" + session.status().word() + "`.",
                            null);
                }
                return objects.session(checkout.expire(session));
            });
        });
    }
}
