package town.omise;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// docs.omise.co: sources, events, the account, and every address that is none.
@RestController
@RequestMapping("/omise")
class OmiseApi {
    private static final Set<String> TYPES = Set.of(
            "promptpay",
            "mobile_banking_bay",
            "mobile_banking_bbl",
            "mobile_banking_kbank",
            "mobile_banking_ktb",
            "mobile_banking_scb");

    private final OmiseGate gate;
    private final OmiseBooks books;
    private final OmiseIds ids;
    private final TownClock clock;

    OmiseApi(OmiseGate gate, OmiseBooks books, OmiseIds ids, TownClock clock) {
        this.gate = gate;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/sources")
    ResponseEntity<byte[]> createSource(HttpServletRequest request) {
        return gate.answerAnybody(request, given -> {
            var type = given.text("type").orElseThrow(() -> OmiseError.badRequest("type can't be blank"));
            if (!TYPES.contains(type)) {
                throw OmiseError.badRequest("type is not supported");
            }
            long amount = Amounts.of(given);
            var source = new Source(
                    ids.of("src"),
                    clock.instant(),
                    type,
                    amount,
                    given.text("email").orElse(null),
                    given.text("name").orElse(null),
                    given.text("phone_number").orElse(null));
            books.sources.put(source.id(), source);
            return OmiseObjects.source(source);
        });
    }

    @GetMapping("/sources/{id}")
    ResponseEntity<byte[]> source(HttpServletRequest request, @PathVariable String id) {
        return gate.answerAnybody(request, _ -> OmiseObjects.source(books.source(id)));
    }

    @GetMapping("/events")
    ResponseEntity<byte[]> events(HttpServletRequest request) {
        return gate.answer(
                request,
                given -> Listing.of(
                        given, "/events", books.events.all(), OmiseEvent::created, clock, OmiseObjects::event));
    }

    @GetMapping("/events/{id}")
    ResponseEntity<byte[]> event(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                _ -> OmiseObjects.event(books.events.find(id).orElseThrow(() -> OmiseError.notFound("event", id))));
    }

    @GetMapping("/account")
    ResponseEntity<byte[]> account(HttpServletRequest request) {
        return gate.answer(request, _ -> account());
    }

    private ObjectNode account() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "account");
        node.put("id", "account_test_5town0000000000000");
        node.put("livemode", false);
        node.put("location", "/account");
        node.put("country", "TH");
        node.put("currency", "THB");
        node.putArray("supported_currencies").add("THB");
        node.put("email", "owner@town.example");
        node.put("api_version", "2019-05-29");
        node.put("created_at", "2026-01-01T00:00:00Z");
        return node;
    }

    @RequestMapping("/**")
    ResponseEntity<byte[]> nothing(HttpServletRequest request) {
        return gate.answerAnybody(request, _ -> {
            throw OmiseError.noSuchAddress();
        });
    }
}
