package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Settlements as KOMOJU tells them: sums, and no single payments.
@RestController
@RequestMapping("/komoju/api/v1/settlements")
class KomojuSettlementsApi {
    private final KomojuGate gate;
    private final KomojuBooks books;

    KomojuSettlementsApi(KomojuGate gate, KomojuBooks books) {
        this.gate = gate;
        this.books = books;
    }

    @GetMapping
    ResponseEntity<byte[]> list(HttpServletRequest request) {
        return gate.answer(request, given -> {
            var start = given.text("start_time").map(Listing::instant);
            var end = given.text("end_time").map(Listing::instant);
            var found = books.settlements.newest(
                    Integer.MAX_VALUE,
                    it -> start.map(time -> !it.created().isBefore(time)).orElse(true)
                            && end.map(time -> !it.created().isAfter(time)).orElse(true));
            return Listing.of(given, found, KomojuSettlementsApi::shown);
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(HttpServletRequest request, @PathVariable String id) {
        return gate.answer(request, _ -> shown(books.settlements.find(id).orElseThrow(KomojuError::notFound)));
    }

    static ObjectNode shown(Settlement it) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", it.id());
        node.put("resource", "settlement");
        node.put("reference", "S-" + it.id());
        node.put("merchant_name", "Tsudoi");
        node.putNull("company_name");
        node.put(
                "cycle",
                LocalDate.ofInstant(it.created(), ZoneId.of("Asia/Tokyo")).toString());
        node.put("transaction_amount_cents", it.transactions());
        node.put("currency", "JPY");
        node.put("fee_amount_cents", it.fee());
        node.put("fee_tax_amount_cents", it.tax());
        node.put("settlement_amount_cents", it.settled());
        node.putNull("fx_currency");
        node.put("bank_transfer_fee_amount_cents", it.sending());
        node.put("remittance_amount_cents", it.remitted());
        node.put("cutoff_time", KomojuObjects.time(it.created()));
        node.put("created_at", KomojuObjects.time(it.created()));
        return node;
    }
}
