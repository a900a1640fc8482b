package town.omise;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// docs.omise.co/charges-api, refunds-api, search-api
@RestController
@RequestMapping("/omise")
class OmiseChargesApi {
    private static final int PAGE = 30;

    private final OmiseGate gate;
    private final OmiseBooks books;
    private final OmiseObjects objects;
    private final OmiseCharges charges;
    private final BankBills bills;
    private final TownClock clock;

    OmiseChargesApi(
            OmiseGate gate,
            OmiseBooks books,
            OmiseObjects objects,
            OmiseCharges charges,
            BankBills bills,
            TownClock clock) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.charges = charges;
        this.bills = bills;
        this.clock = clock;
    }

    @PostMapping("/charges")
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gate.answer(request, given -> objects.charge(charges.open(asked(given))));
    }

    private Charge.Asked asked(Given given) {
        long amount = Amounts.of(given);
        var id = given.text("source").orElseThrow(() -> OmiseError.invalidCharge("source can't be blank"));
        var source = books.source(id);
        if (source.amount() != amount) {
            throw OmiseError.invalidCharge("amount does not match the amount of the source");
        }
        var used = books.charges.newest(1, it -> it.asked().source().id().equals(id));
        if (!used.isEmpty()) {
            throw OmiseError.invalidCharge("source was already used");
        }
        var returnUri = given.text("return_uri").orElse(null);
        if (returnUri == null && !source.isPromptPay()) {
            throw OmiseError.invalidCharge("return_uri can't be blank");
        }
        var expires = given.time("expires_at").orElseGet(charges::usualEnd);
        if (!expires.isAfter(clock.instant())) {
            throw OmiseError.invalidCharge("expires_at must be in the future");
        }
        return new Charge.Asked(
                amount,
                source,
                given.text("description").orElse(null),
                given.object("metadata").orElse("{}"),
                returnUri,
                given.texts("webhook_endpoints"),
                expires);
    }

    @GetMapping("/charges")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, given -> {
            charges.settleDue();
            return Listing.of(given, "/charges", books.charges.all(), Charge::created, clock, objects::charge);
        });
    }

    @GetMapping("/charges/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            charges.settleDue();
            return objects.charge(books.charge(id));
        });
    }

    @PatchMapping("/charges/{id}")
    ResponseEntity<byte[]> update(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(
                request,
                given -> objects.charge(charges.change(
                        id,
                        charge -> charge.changed(
                                given.text("description").orElse(charge.asked().description()),
                                given.object("metadata").orElse(charge.asked().metadata())))));
    }

    @PostMapping("/charges/{id}/expire")
    ResponseEntity<byte[]> expire(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> {
            charges.settleDue();
            return objects.charge(charges.expire(id));
        });
    }

    @PostMapping("/charges/{id}/refunds")
    ResponseEntity<byte[]> refund(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, given -> {
            long amount =
                    given.integer("amount").orElseThrow(() -> OmiseError.invalidAmount("amount must be an integer"));
            var refund = charges.refund(id, amount, given.object("metadata").orElse("{}"));
            return objects.refund(books.charge(id), refund);
        });
    }

    @GetMapping("/charges/{id}/refunds")
    ResponseEntity<byte[]> refunds(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, given -> {
            charges.settleDue();
            var charge = books.charge(id);
            return Listing.of(
                    given,
                    "/charges/" + id + "/refunds",
                    charge.refunds(),
                    Refund::created,
                    clock,
                    refund -> objects.refund(charge, refund));
        });
    }

    @GetMapping("/charges/{id}/refunds/{refund}")
    ResponseEntity<byte[]> refund(HttpServletRequest request, @PathVariable String id, @PathVariable String refund) {
        return gate.answer(request, _ -> {
            charges.settleDue();
            var charge = books.charge(id);
            return objects.refund(
                    charge, charge.refund(refund).orElseThrow(() -> OmiseError.notFound("refund", refund)));
        });
    }

    @GetMapping("/search")
    ResponseEntity<byte[]> search(HttpServletRequest request) {
        return gate.answer(request, this::search);
    }

    /// Finds charges by any word of theirs: id, description, metadata.
    private ObjectNode search(Given given) {
        if (!given.text("scope").orElse("").equals("charge")) {
            throw OmiseError.badRequest("scope is not supported");
        }
        charges.settleDue();
        var query = given.text("query").orElse("");
        var wanted = query.toLowerCase(Locale.ROOT);
        int page = Math.clamp(given.integer("page").orElse(1L), 1, Integer.MAX_VALUE);
        var found = books.charges.newest(Integer.MAX_VALUE, charge -> isMeant(charge, wanted));
        var node = OmiseObjects.list(found.stream()
                .skip((page - 1L) * PAGE)
                .limit(PAGE)
                .map(objects::charge)
                .toList());
        node.put("object", "search");
        node.put("order", "reverse_chronological");
        node.put("scope", "charge");
        node.put("query", query);
        node.putObject("filters");
        node.put("page", page);
        node.put("total_pages", (found.size() + PAGE - 1) / PAGE);
        node.put("total", found.size());
        return node;
    }

    private static boolean isMeant(Charge charge, String wanted) {
        var words = charge.id() + " " + charge.asked().description() + " "
                + charge.asked().metadata();
        return words.toLowerCase(Locale.ROOT).contains(wanted);
    }

    /// For whoever has the address, which nobody can guess.
    @GetMapping("/charges/{id}/documents/{document}/downloads/{key}")
    ResponseEntity<String> picture(@PathVariable String id, @PathVariable String document, @PathVariable String key) {
        return books.charges
                .find(id)
                .filter(charge -> charge.names().document().equals(document))
                .filter(charge -> charge.names().download().equals(key))
                .filter(charge -> charge.asked().source().isPromptPay())
                .map(charge -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("image/svg+xml"))
                        .body(QrPicture.svg(bills.payload(charge))))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
