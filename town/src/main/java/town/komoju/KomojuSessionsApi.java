package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// doc.komoju.com/reference, Sessions
@RestController
@RequestMapping("/komoju/api/v1/sessions")
class KomojuSessionsApi {
    private final KomojuGate gate;
    private final KomojuObjects objects;
    private final KomojuSessions sessions;

    KomojuSessionsApi(KomojuGate gate, KomojuObjects objects, KomojuSessions sessions) {
        this.gate = gate;
        this.objects = objects;
        this.sessions = sessions;
    }

    @PostMapping
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, given -> objects.session(sessions.open(given)));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.session(sessions.find(id)));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<byte[]> cancel(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> objects.session(sessions.cancel(id)));
    }

    @PostMapping("/{id}/pay")
    ResponseEntity<byte[]> pay(HttpServletRequest request, @PathVariable String id) {
        return gate.answerAnybody(request, given -> {
            var session = objects.session(sessions.pay(id, given));
            session.put("redirect_url", session.path("session_url").asString());
            return session;
        });
    }
}
