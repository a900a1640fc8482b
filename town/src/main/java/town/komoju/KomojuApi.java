package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Events, and every address that is none.
@RestController
@RequestMapping("/komoju/api/v1")
class KomojuApi {
    private final KomojuGate gate;
    private final KomojuBooks books;

    KomojuApi(KomojuGate gate, KomojuBooks books) {
        this.gate = gate;
        this.books = books;
    }

    @GetMapping("/events")
    ResponseEntity<byte[]> events(HttpServletRequest request) {
        return gate.answer(
                request, given -> Listing.of(given, books.events.newest(Integer.MAX_VALUE), KomojuObjects::event));
    }

    @GetMapping("/events/{id}")
    ResponseEntity<byte[]> event(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request, _ -> KomojuObjects.event(books.events.find(id).orElseThrow(KomojuError::notFound)));
    }

    @RequestMapping("/**")
    ResponseEntity<byte[]> nothing(HttpServletRequest request) {
        return gate.answer(request, _ -> {
            throw KomojuError.notFound();
        });
    }
}
