package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// docs.stripe.com/api/refunds
@RestController
@RequestMapping("/stripe/v1/refunds")
class RefundsApi {
    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Refunds refunds;
    private final Listing listing;

    RefundsApi(StripeGate gate, Books books, StripeObjects objects, Refunds refunds, Listing listing) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.refunds = refunds;
        this.listing = listing;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only(
                    "amount",
                    "charge",
                    "currency",
                    "customer",
                    "instructions_email",
                    "metadata",
                    "origin",
                    "payment_intent",
                    "reason",
                    "refund_application_fee",
                    "reverse_transfer");
            if (params.text("charge").isEmpty() && params.text("payment_intent").isEmpty()) {
                throw StripeError.invalid(
                        "parameter_missing",
                        "One of the following params should be provided for this request: payment_intent or charge.",
                        null);
            }
            var amount = params.integer("amount");
            amount.filter(it -> it < 1).ifPresent(_ -> {
                throw StripeError.invalid(
                        "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
            });
            var reason = params.word("reason", "duplicate", "fraudulent", "requested_by_customer");
            var metadata = params.map("metadata");
            return books.locked(
                    () -> objects.refund(refunds.create(chargeOf(params), amount, reason.orElse(null), metadata)));
        });
    }

    private Charge chargeOf(Params params) {
        if (params.text("charge").isPresent()) {
            return books.charge(params.needed("charge"));
        }
        var id = params.needed("payment_intent");
        var intent =
                books.intents.find(id).orElseThrow(() -> StripeError.notFound("payment_intent", id, "payment_intent"));
        if (intent.status() != Intent.Status.SUCCEEDED || intent.charge() == null) {
            throw StripeError.refused(
                    null,
                    "This PaymentIntent (" + id + ") does not have a successful charge to refund.",
                    "payment_intent");
        }
        return books.charge(intent.charge());
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, params -> {
            params.only("charge", "created", "ending_before", "limit", "payment_intent", "starting_after");
            var intent = params.text("payment_intent");
            var charge = params.text("charge");
            return listing.of(
                    params,
                    "/v1/refunds",
                    books.refunds,
                    refund -> intent.map(it -> it.equals(refund.intent())).orElse(true)
                            && charge.map(it -> it.equals(refund.charge())).orElse(true),
                    Refund::id,
                    Refund::created,
                    objects::refund);
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> retrieve(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.refund(books.refund(id)));
    }
}
