package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// docs.stripe.com/api/payment_methods
@RestController
@RequestMapping("/stripe/v1/payment_methods")
class MethodsApi {
    private final StripeGate gate;
    private final Books books;
    private final StripeObjects objects;
    private final Events events;

    MethodsApi(StripeGate gate, Books books, StripeObjects objects, Events events) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.events = events;
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> retrieve(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                _ -> objects.find(id).orElseThrow(() -> StripeError.notFound("PaymentMethod", id, "payment_method")));
    }

    @PostMapping("/{id}/detach")
    ResponseEntity<byte[]> detach(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                params -> books.locked(() -> {
                    params.only();
                    var method = books.method(id);
                    if (method.customer() == null) {
                        throw StripeError.refused(
                                null,
                                "The payment method you provided is not attached to a customer so detachment is impossible.",
                                null);
                    }
                    var detached = method.detached();
                    books.methods.put(id, detached);
                    events.happened("payment_method.detached", objects.saved(detached));
                    return objects.saved(detached);
                }));
    }
}
