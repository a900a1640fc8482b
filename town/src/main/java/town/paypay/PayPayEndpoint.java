package town.paypay;

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

/// The Open Payment API, as far as Town plays it.
@RestController
@RequestMapping("/paypay/v2")
class PayPayEndpoint {
    private final PayPayGate gate;
    private final PayPayCodes codes;
    private final PayPayRefunds refunds;
    private final PayPayShapes shapes;

    PayPayEndpoint(PayPayGate gate, PayPayCodes codes, PayPayRefunds refunds, PayPayShapes shapes) {
        this.gate = gate;
        this.codes = codes;
        this.refunds = refunds;
        this.shapes = shapes;
    }

    @PostMapping("/codes")
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, body -> PayPayGate.Answer.success(201, shapes.code(codes.create(body))));
    }

    @DeleteMapping("/codes/{id}")
    ResponseEntity<byte[]> delete(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            codes.delete(id);
            return PayPayGate.Answer.success(
                    200, JsonMapper.shared().createObjectNode().put("qrStatus", "DELETED"));
        });
    }

    @GetMapping("/codes/payments/{id}")
    ResponseEntity<byte[]> payment(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> PayPayGate.Answer.success(200, shapes.payment(codes.payment(id))));
    }

    @DeleteMapping("/payments/{id}")
    ResponseEntity<byte[]> cancel(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            codes.cancel(id);
            return PayPayGate.Answer.accepted();
        });
    }

    @PostMapping("/refunds")
    ResponseEntity<byte[]> refund(HttpServletRequest request) {
        return gate.answer(request, body -> PayPayGate.Answer.success(200, shapes.refund(refunds.create(body))));
    }

    @GetMapping("/refunds/{id}")
    ResponseEntity<byte[]> refund(
            HttpServletRequest request, @PathVariable String id, @RequestParam(defaultValue = "") String paymentId) {
        return gate.answer(request, _ -> PayPayGate.Answer.success(200, shapes.refund(refunds.find(id, paymentId))));
    }

    @RequestMapping("/**")
    ResponseEntity<byte[]> unknown(HttpServletRequest request) {
        return gate.answer(request, _ -> {
            throw PayPayError.noSuchAddress();
        });
    }
}
