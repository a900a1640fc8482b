package town.komoju;

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
import town.state.TownClock;
import town.webhook.Parcel;

/// For tests, load and demo scripts: paying without going to a store, deciding as the people at KOMOJU do, and looking
/// inside. KOMOJU itself has none of this.
@RestController
@RequestMapping("/town/komoju")
class KomojuControl {
    private final KomojuBooks books;
    private final KomojuObjects objects;
    private final KomojuPayments payments;
    private final KomojuNews news;
    private final KomojuIds ids;
    private final TownClock clock;

    KomojuControl(
            KomojuBooks books,
            KomojuObjects objects,
            KomojuPayments payments,
            KomojuNews news,
            KomojuIds ids,
            TownClock clock) {
        this.ids = ids;
        this.clock = clock;
        this.books = books;
        this.objects = objects;
        this.payments = payments;
        this.news = news;
    }

    /// Newest first, as the API shows them.
    @GetMapping("/payments")
    List<ObjectNode> payments(
            @RequestParam(required = false) @Nullable String order, @RequestParam(defaultValue = "200") int limit) {
        return books
                .payments
                .newest(limit, it -> order == null || order.equals(it.asked().externalOrderNum()))
                .stream()
                .map(objects::payment)
                .toList();
    }

    @GetMapping("/payments/{id}")
    ObjectNode payment(@PathVariable String id) {
        return objects.payment(books.payment(id));
    }

    /// @param late whether the store takes the cash although the number has expired; left out: no
    record Pay(@Nullable Boolean late) {}

    @PostMapping("/payments/{id}/pay")
    ResponseEntity<ObjectNode> pay(@PathVariable String id, @RequestBody(required = false) @Nullable Pay pay) {
        payments.expireDue();
        var paid = payments.pay(id, pay != null && Boolean.TRUE.equals(pay.late()));
        return paid == null
                ? ResponseEntity.status(HttpStatus.CONFLICT).body(payment(id))
                : ResponseEntity.ok(objects.payment(paid));
    }

    @PostMapping("/payments/{id}/expire")
    ObjectNode expire(@PathVariable String id) {
        return objects.payment(payments.expire(id));
    }

    @PostMapping("/payments/{id}/fail")
    ObjectNode fail(@PathVariable String id) {
        return objects.payment(payments.fail(id));
    }

    @PostMapping("/refund-requests/{id}/approve")
    ObjectNode approve(@PathVariable String id) {
        return objects.payment(payments.decide(id, true));
    }

    @PostMapping("/refund-requests/{id}/refuse")
    ObjectNode refuse(@PathVariable String id) {
        return objects.payment(payments.decide(id, false));
    }

    /// @param tax of the fee, `sending` what the bank asks for the transfer
    record Sums(long transactions, long fee, long tax, long sending) {}

    /// What KOMOJU settles once a week or a month.
    @PostMapping("/settlements")
    ObjectNode settle(@RequestBody Sums sums) {
        var made =
                new Settlement(ids.id(), clock.instant(), sums.transactions(), sums.fee(), sums.tax(), sums.sending());
        books.settlements.put(made.id(), made);
        return KomojuSettlementsApi.shown(made);
    }

    /// @param captured yen taken at tills
    /// @param refunded yen given back
    record Tally(int payments, long captured, long refunded) {}

    /// Per order number of the shop: what was really taken and given back.
    @GetMapping("/tally")
    Map<String, Tally> tally() {
        var tallies = new LinkedHashMap<String, Tally>();
        books.payments.all().stream().filter(Payment::isPaid).forEach(payment -> {
            var order = payment.asked().externalOrderNum();
            tallies.merge(
                    order == null ? payment.id() : order,
                    new Tally(1, payment.total(), payment.refunded()),
                    (a, b) -> new Tally(
                            a.payments() + b.payments(), a.captured() + b.captured(), a.refunded() + b.refunded()));
        });
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
    ResponseEntity<Map<String, String>> refused(KomojuError e) {
        return ResponseEntity.status(e.status()).body(Map.of("error", String.valueOf(e.getMessage())));
    }
}
