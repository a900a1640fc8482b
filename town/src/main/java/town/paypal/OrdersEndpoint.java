package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Orders v2.
@RestController
@RequestMapping("/paypal/v2/checkout/orders")
class OrdersEndpoint {
    private final PayPalGate gate;
    private final PayPalOrders orders;
    private final PayPalShapes shapes;

    OrdersEndpoint(PayPalGate gate, PayPalOrders orders, PayPalShapes shapes) {
        this.gate = gate;
        this.orders = orders;
        this.shapes = shapes;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(
                request,
                call -> gate.once(call, id -> shown(200, orders.current(id), call), _ -> {
                    var order = orders.create(call.body(), call.requestId());
                    // Named payers have to act, which PayPal does not call created.
                    boolean waits = order.wanted().wallet() && order.capture() == null;
                    return made(waits ? 200 : 201, order, call);
                }));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, shapes.order(orders.current(id))));
    }

    @PostMapping("/{id}/capture")
    ResponseEntity<byte[]> capture(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                call -> gate.once(
                        call,
                        known -> shown(200, orders.current(known), call),
                        _ -> made(201, orders.capture(id), call)));
    }

    private PayPalGate.Made made(int status, Order order, PayPalGate.Call call) {
        return new PayPalGate.Made(order.id(), shown(status, order, call));
    }

    private PayPalGate.Answer shown(int status, Order order, PayPalGate.Call call) {
        return new PayPalGate.Answer(status, call.whole() ? shapes.order(order) : shapes.shortly(order));
    }
}
