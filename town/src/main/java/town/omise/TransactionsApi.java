package town.omise;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import town.state.Keeper;
import town.state.Shelf;
import town.state.TownClock;

/// docs.omise.co/transactions-api, refunds-api; and beneath `/town` what tests have the list say.
@RestController
class TransactionsApi {
    private final OmiseGate gate;
    private final OmiseBooks books;
    private final OmiseObjects objects;
    private final OmiseCharges charges;
    private final OmiseIds ids;
    private final TownClock clock;
    private final Shelf<Correction> corrections;

    TransactionsApi(
            OmiseGate gate,
            OmiseBooks books,
            OmiseObjects objects,
            OmiseCharges charges,
            OmiseIds ids,
            TownClock clock,
            Keeper keeper) {
        this.gate = gate;
        this.books = books;
        this.objects = objects;
        this.charges = charges;
        this.ids = ids;
        this.clock = clock;
        this.corrections = keeper.shelf("omise-transactions", Correction.class, 10_000);
    }

    /// @param amount net of fees, below zero when it left the account
    record Moved(String id, Instant at, String key, String origin, long amount) {}

    /// @param moved null: it is not told
    record Correction(@Nullable Moved moved) {}

    @GetMapping("/omise/transactions")
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, given -> {
            charges.settleDue();
            return Listing.of(given, "/transactions", all(), Moved::at, clock, TransactionsApi::shown);
        });
    }

    private record Of(Charge charge, Refund refund) {}

    @GetMapping("/omise/refunds")
    ResponseEntity<byte[]> refunds(HttpServletRequest request) {
        return gate.answer(request, given -> {
            charges.settleDue();
            var refunds = books.charges.all().stream()
                    .flatMap(charge -> charge.refunds().stream().map(refund -> new Of(charge, refund)))
                    .toList();
            return Listing.of(
                    given,
                    "/refunds",
                    refunds,
                    of -> of.refund().created(),
                    clock,
                    of -> objects.refund(of.charge(), of.refund()));
        });
    }

    private List<Moved> all() {
        var moved = new LinkedHashMap<String, Moved>();
        for (var charge : books.charges.all()) {
            if (charge.transaction() != null && charge.paid() != null) {
                long net = OmiseFee.net(charge.asked().amount());
                put(moved, new Moved(charge.transaction(), charge.paid(), "charge.captured.net", charge.id(), net));
            }
            for (var refund : charge.refunds()) {
                if (refund.transaction() == null) continue;
                put(moved, new Moved(refund.transaction(), refund.created(), "refund", refund.id(), -refund.amount()));
            }
        }
        corrections.copy().forEach((id, correction) -> {
            if (correction.moved() == null) moved.remove(id);
            else moved.put(id, correction.moved());
        });
        return new ArrayList<>(moved.values());
    }

    private static void put(LinkedHashMap<String, Moved> all, Moved one) {
        all.put(one.id(), one);
    }

    private static ObjectNode shown(Moved moved) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "transaction");
        node.put("id", moved.id());
        node.put("livemode", false);
        node.put("currency", "THB");
        node.put("amount", Math.abs(moved.amount()));
        node.put("location", "/transactions/" + moved.id());
        node.put("direction", moved.amount() < 0 ? "debit" : "credit");
        node.put("key", moved.key());
        node.put("origin", moved.origin());
        node.put("transferable_at", OmiseObjects.time(moved.at()));
        node.put("created_at", OmiseObjects.time(moved.at()));
        return node;
    }

    record Told(@Nullable String key, @Nullable Long amount) {}

    @RestController
    @RequestMapping("/town/omise/transactions")
    static class Control {
        private final TransactionsApi api;

        Control(TransactionsApi api) {
            this.api = api;
        }

        /// Something that has nothing to do with a charge.
        @PostMapping
        Moved add(@RequestBody Told told) {
            var key = told.key() == null ? "adjustment" : told.key();
            long amount = told.amount() == null ? 0 : told.amount();
            return api.tell(new Moved(api.ids.of("trxn"), api.clock.instant(), key, api.ids.of("trsf"), amount));
        }

        @PutMapping("/{id}")
        Moved change(@PathVariable String id, @RequestBody Told told) {
            var was = api.moved(id);
            return api.tell(new Moved(
                    id,
                    was.at(),
                    told.key() == null ? was.key() : told.key(),
                    was.origin(),
                    told.amount() == null ? was.amount() : told.amount()));
        }

        /// The same once more, under another name.
        @PostMapping("/{id}/again")
        Moved again(@PathVariable String id) {
            var was = api.moved(id);
            return api.tell(new Moved(api.ids.of("trxn"), was.at(), was.key(), was.origin(), was.amount()));
        }

        @DeleteMapping("/{id}")
        void hide(@PathVariable String id) {
            api.corrections.put(id, new Correction(null));
        }

        @PostMapping("/{id}/restored")
        void restore(@PathVariable String id) {
            api.corrections.remove(id);
        }
    }

    private Moved tell(Moved moved) {
        corrections.put(moved.id(), new Correction(moved));
        return moved;
    }

    private Moved moved(String id) {
        return all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> OmiseError.notFound("transaction", id));
    }
}
