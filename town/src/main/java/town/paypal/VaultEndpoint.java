package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Payment tokens of Payment Method Tokens v3.
@RestController
@RequestMapping("/paypal/v3/vault/payment-tokens")
class VaultEndpoint {
    private final PayPalGate gate;
    private final PayPalVault vault;
    private final PayPalSetups setups;
    private final VaultShapes shapes;

    VaultEndpoint(PayPalGate gate, PayPalVault vault, PayPalSetups setups, VaultShapes shapes) {
        this.gate = gate;
        this.vault = vault;
        this.setups = setups;
        this.shapes = shapes;
    }

    /// Of a setup token that its payer approved.
    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(
                request,
                call -> gate.once(call, id -> new PayPalGate.Answer(200, shapes.token(vault.token(id))), _ -> {
                    var token = setups.tokenize(call.body());
                    return new PayPalGate.Made(token.id(), new PayPalGate.Answer(201, shapes.token(token)));
                }));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> new PayPalGate.Answer(200, shapes.token(vault.token(id))));
    }

    @GetMapping
    ResponseEntity<byte[]> list(
            HttpServletRequest request, @RequestParam(name = "customer_id", defaultValue = "") String customer) {
        return gate.answer(request, _ -> {
            if (customer.isEmpty()) {
                throw PayPalError.missing("customer_id");
            }
            var shown = JsonMapper.shared().createObjectNode();
            shown.withObject("customer").put("id", customer);
            var tokens = shown.withArray("payment_tokens");
            vault.tokensOf(customer).forEach(token -> tokens.add(shapes.token(token)));
            return new PayPalGate.Answer(200, shown);
        });
    }

    @DeleteMapping("/{id}")
    ResponseEntity<byte[]> delete(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            vault.delete(id);
            return new PayPalGate.Answer(204, JsonMapper.shared().createObjectNode());
        });
    }
}
