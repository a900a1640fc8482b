package town.omise;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import town.webhook.Parcel;

/// For tests, load and demo scripts: paying without a bank's app, and looking inside. Omise itself has none of this.
@RestController
@RequestMapping("/town/omise")
class OmiseControl {
    private final OmiseBooks books;
    private final OmiseObjects objects;
    private final OmiseCharges charges;
    private final OmiseNews news;
    private final BankBills bills;

    OmiseControl(OmiseBooks books, OmiseObjects objects, OmiseCharges charges, OmiseNews news, BankBills bills) {
        this.books = books;
        this.objects = objects;
        this.charges = charges;
        this.news = news;
        this.bills = bills;
    }

    /// Newest first, as the API shows them.
    @GetMapping("/charges")
    List<ObjectNode> charges(@RequestParam(defaultValue = "200") int limit) {
        return books.charges.newest(limit).stream().map(objects::charge).toList();
    }

    @GetMapping("/charges/{id}")
    ObjectNode charge(@PathVariable String id) {
        return objects.charge(books.charge(id));
    }

    record Code(String payload) {}

    /// What is written in the charge's QR code.
    @GetMapping("/charges/{id}/code")
    Code code(@PathVariable String id) {
        return new Code(bills.payload(books.charge(id)));
    }

    /// As if the shop's contract said so from now on: nothing goes back by the API.
    @PutMapping("/contract/keeps-all/{is}")
    void keepAll(@PathVariable boolean is) {
        books.keepAll(is);
    }

    /// @param late whether the bank pays although the charge has expired; left out: no
    record Pay(@Nullable Boolean late) {}

    @PostMapping("/charges/{id}/pay")
    ResponseEntity<ObjectNode> pay(@PathVariable String id, @RequestBody(required = false) @Nullable Pay pay) {
        charges.settleDue();
        return shown(id, charges.pay(id, pay != null && Boolean.TRUE.equals(pay.late())));
    }

    @PostMapping("/charges/{id}/decline")
    ResponseEntity<ObjectNode> decline(@PathVariable String id) {
        charges.settleDue();
        return shown(id, charges.decline(id, BankPages.REJECTED));
    }

    private ResponseEntity<ObjectNode> shown(String id, @Nullable Charge changed) {
        return changed == null
                ? ResponseEntity.status(HttpStatus.CONFLICT).body(charge(id))
                : ResponseEntity.ok(objects.charge(changed));
    }

    @PostMapping("/charges/{id}/expire")
    ObjectNode expire(@PathVariable String id) {
        return objects.charge(charges.expire(id));
    }

    /// The bank could not give the money back, although it was to.
    @PostMapping("/refunds/{id}/fail")
    ObjectNode failRefund(@PathVariable String id) {
        return objects.charge(charges.settle(id, false));
    }

    @PostMapping("/refunds/{id}/close")
    ObjectNode closeRefund(@PathVariable String id) {
        return objects.charge(charges.settle(id, true));
    }

    /// @param captured satang taken
    /// @param refunded satang given back, or on the way back
    record Tally(int charges, long captured, long refunded) {}

    /// Per charge that was paid: what was really taken and given back.
    @GetMapping("/tally")
    Map<String, Tally> tally() {
        var tallies = new LinkedHashMap<String, Tally>();
        books.charges.all().stream()
                .filter(charge -> charge.status() == Charge.Status.SUCCESSFUL)
                .forEach(charge ->
                        tallies.put(charge.id(), new Tally(1, charge.asked().amount(), charge.refunded())));
        return tallies;
    }

    /// @param forget whether what waits is never sent; left out: it is sent when on
    record Switch(boolean on, @Nullable Boolean forget) {}

    record Webhooks(boolean on, int waiting) {}

    @GetMapping("/webhooks")
    Webhooks webhooks() {
        return new Webhooks(news.courier().isOn(), news.courier().waiting());
    }

    @PutMapping("/webhooks")
    Webhooks webhooks(@RequestBody Switch wanted) {
        if (Boolean.TRUE.equals(wanted.forget())) {
            news.courier().forget();
        }
        news.courier().switchOn(wanted.on());
        return webhooks();
    }

    @GetMapping("/deliveries")
    List<Parcel> deliveries(@RequestParam(defaultValue = "200") int limit) {
        return news.courier().latest(limit);
    }

    @PostMapping("/deliveries/{id}/resend")
    void resend(@PathVariable String id) {
        news.courier().resend(id);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(OmiseError e) {
        return ResponseEntity.status(e.status()).body(Map.of("error", String.valueOf(e.getMessage())));
    }
}
