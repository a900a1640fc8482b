package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import town.state.TownClock;

/// What there is only to read: charges, balance transactions, disputes, events, the balance, the
/// account.
@RestController
@RequestMapping("/stripe/v1")
class AccountApi {
    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Listing listing;
    private final Clock clock;

    AccountApi(StripeGate gate, Books books, StripeObjects objects, Listing listing, TownClock clock) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.listing = listing;
        this.clock = clock;
    }

    @GetMapping("/account")
    ResponseEntity<byte[]> account(HttpServletRequest request) {
        return gate.answer(request, _ -> objects.account(clock.instant()));
    }

    @GetMapping("/balance")
    ResponseEntity<byte[]> balance(HttpServletRequest request) {
        return gate.answer(request, _ -> objects.balance());
    }

    @GetMapping("/charges")
    ResponseEntity<byte[]> charges(HttpServletRequest request) {
        return gate.answer(request, params -> {
            var intent = params.text("payment_intent");
            return listing.of(
                    params,
                    "/v1/charges",
                    books.charges,
                    charge -> intent.map(it -> it.equals(charge.intent())).orElse(true),
                    Charge::id,
                    Charge::created,
                    objects::charge);
        });
    }

    @GetMapping("/charges/{id}")
    ResponseEntity<byte[]> charge(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.charge(books.charge(id)));
    }

    @GetMapping("/balance_transactions")
    ResponseEntity<byte[]> entries(HttpServletRequest request) {
        return gate.answer(request, params -> {
            var source = params.text("source");
            var type = params.text("type");
            return listing.of(
                    params,
                    "/v1/balance_transactions",
                    books.entries,
                    entry -> source.map(it -> it.equals(entry.source())).orElse(true)
                            && type.map(it -> it.equals(entry.type())).orElse(true),
                    BalanceEntry::id,
                    BalanceEntry::created,
                    objects::entry);
        });
    }

    @GetMapping("/balance_transactions/{id}")
    ResponseEntity<byte[]> entry(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                _ -> objects.entry(books.entries
                        .find(id)
                        .orElseThrow(() -> StripeError.notFound("balance transaction", id, "id"))));
    }

    @GetMapping("/disputes/{id}")
    ResponseEntity<byte[]> dispute(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                _ -> objects.dispute(
                        books.disputes.find(id).orElseThrow(() -> StripeError.notFound("dispute", id, "dispute"))));
    }

    @GetMapping("/disputes")
    ResponseEntity<byte[]> disputes(HttpServletRequest request) {
        return gate.answer(request, params -> {
            var intent = params.text("payment_intent");
            return listing.of(
                    params,
                    "/v1/disputes",
                    books.disputes,
                    dispute -> intent.map(it -> it.equals(dispute.intent())).orElse(true),
                    Dispute::id,
                    Dispute::created,
                    objects::dispute);
        });
    }

    @GetMapping("/events")
    ResponseEntity<byte[]> events(HttpServletRequest request) {
        return gate.answer(request, params -> {
            var type = params.text("type").map(it -> it.replace(".", "\\.").replace("*", ".*"));
            var types = params.texts("types");
            return listing.of(
                    params,
                    "/v1/events",
                    books.events,
                    event -> type.map(event.type()::matches).orElse(true)
                            && (types.isEmpty() || types.contains(event.type())),
                    StripeEvent::id,
                    StripeEvent::created,
                    objects::event);
        });
    }

    @GetMapping("/events/{id}")
    ResponseEntity<byte[]> event(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                _ -> objects.event(books.events.find(id).orElseThrow(() -> StripeError.notFound("event", id, "id"))));
    }

    /// Everything that this Stripe does not have.
    @RequestMapping("/**")
    ResponseEntity<byte[]> nothing(HttpServletRequest request) {
        return gate.answer(request, _ -> {
            var path = Objects.requireNonNull(request.getRequestURI()).substring("/stripe".length());
            throw StripeError.noSuchAddress(request.getMethod(), path);
        });
    }
}
