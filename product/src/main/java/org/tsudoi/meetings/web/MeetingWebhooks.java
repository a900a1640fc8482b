package org.tsudoi.meetings.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tsudoi.meetings.provider.Webhooks;
import org.tsudoi.meetings.provider.Webhooks.Heard;

/// Takes the bytes as they come and hands them to the provider's adapter.
@RestController
class MeetingWebhooks {
    private static final Logger LOG = LoggerFactory.getLogger(MeetingWebhooks.class);

    private final List<Webhooks> ears;

    MeetingWebhooks(List<Webhooks> ears) {
        this.ears = ears;
    }

    @PostMapping("/webhooks/{provider:zoom}")
    ResponseEntity<Object> receive(@PathVariable String provider, HttpServletRequest request) throws IOException {
        var ear = ears.stream().filter(one -> one.name().equals(provider)).findFirst();
        if (ear.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        var body = request.getInputStream().readNBytes(Webhooks.BODY_BYTES_MAX + 1);
        if (body.length > Webhooks.BODY_BYTES_MAX) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        return switch (ear.get().hear(body, request::getHeader)) {
            case Heard.Taken _ -> ResponseEntity.noContent().build();
            case Heard.Answered(var json) -> ResponseEntity.ok(json);
            case Heard.Refused(var why) -> {
                LOG.warn("A notice to {} was refused: {}", provider, why);
                yield ResponseEntity.badRequest().build();
            }
        };
    }
}
