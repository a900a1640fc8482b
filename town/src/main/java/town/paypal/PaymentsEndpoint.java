package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Captures and refunds of Payments v2, disputes of Customer Disputes v1, and everything that Town does not play.
@RestController
class PaymentsEndpoint {
    private final PayPalGate gate;
    private final PayPalBooks books;
    private final PayPalRefunds refunds;
    private final PayPalShapes shapes;

    PaymentsEndpoint(PayPalGate gate, PayPalBooks books, PayPalRefunds refunds, PayPalShapes shapes) {
        this.gate = gate;
        this.books = books;
        this.refunds = refunds;
        this.shapes = shapes;
    }

    @GetMapping("/paypal/v2/payments/captures/{id}")
    ResponseEntity<byte[]> capture(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, shapes.capture(books.capture(id))));
    }

    @PostMapping("/paypal/v2/payments/captures/{id}/refund")
    ResponseEntity<byte[]> refund(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                call -> gate.once(call, known -> shown(books.refund(known), call), _ -> {
                    var refund = refunds.create(id, call.body());
                    return new PayPalGate.Made(refund.id(), shown(refund, call));
                }));
    }

    private PayPalGate.Answer shown(Refund refund, PayPalGate.Call call) {
        return new PayPalGate.Answer(201, call.whole() ? shapes.refund(refund) : shapes.shortly(refund));
    }

    @GetMapping("/paypal/v2/payments/refunds/{id}")
    ResponseEntity<byte[]> refund(@PathVariable String id, HttpServletRequest request) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, shapes.refund(books.refund(id))));
    }

    @GetMapping("/paypal/v1/customer/disputes/{id}")
    ResponseEntity<byte[]> dispute(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, shapes.dispute(books.dispute(id))));
    }

    @RequestMapping({"/paypal/v1/**", "/paypal/v2/**", "/paypal/v3/**"})
    ResponseEntity<byte[]> unknown(HttpServletRequest request) {
        return gate.answer(request, _ -> {
            throw PayPalError.noSuchAddress();
        });
    }
}
