package org.tsudoi.payments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tsudoi.payments.WebhookInbox;

/// Takes the bytes as they come: the signature is over them, not over what a parser makes of them. Answers
/// without a body.
@RestController
class PaymentWebhooks {
    private final WebhookInbox inbox;

    PaymentWebhooks(WebhookInbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/webhooks/{provider:stripe|paypal|paypay|komoju|omise}")
    ResponseEntity<Void> receive(@PathVariable String provider, HttpServletRequest request) throws IOException {
        if (!inbox.expects(provider)) return ResponseEntity.notFound().build();
        var body = request.getInputStream().readNBytes(WebhookInbox.BODY_BYTES_MAX + 1);
        if (body.length > WebhookInbox.BODY_BYTES_MAX) {
            inbox.tooLong(provider);
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        return switch (inbox.receive(provider, body, request::getHeader)) {
            case STORED -> ResponseEntity.ok().build();
            case REFUSED -> ResponseEntity.badRequest().build();
        };
    }
}
