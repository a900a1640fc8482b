package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Setup tokens of Payment Method Tokens v3.
@RestController
@RequestMapping("/paypal/v3/vault/setup-tokens")
class SetupEndpoint {
    private final PayPalGate gate;
    private final PayPalSetups setups;
    private final VaultShapes shapes;

    SetupEndpoint(PayPalGate gate, PayPalSetups setups, VaultShapes shapes) {
        this.gate = gate;
        this.setups = setups;
        this.shapes = shapes;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(
                request,
                call -> gate.once(
                        call, id -> new PayPalGate.Answer(200, shapes.setup(setups.current(id))), _ -> made(call)));
    }

    private PayPalGate.Made made(PayPalGate.Call call) {
        var setup = setups.create(call.body());
        return new PayPalGate.Made(setup.id(), new PayPalGate.Answer(201, shapes.setup(setup)));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, shapes.setup(setups.current(id))));
    }
}
