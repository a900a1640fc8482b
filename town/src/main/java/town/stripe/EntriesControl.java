package town.stripe;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For tests of reconciliation: movements of the balance that nobody asked for, that are told otherwise than they were,
/// twice or not at all.
@RestController
@RequestMapping("/town/stripe")
class EntriesControl {
    private final Books books;
    private final Ids ids;
    private final Intents intents;
    private final Refunds refunds;

    EntriesControl(Books books, Ids ids, Intents intents, Refunds refunds) {
        this.books = books;
        this.ids = ids;
        this.intents = intents;
        this.refunds = refunds;
    }

    /// @param type   `payout`, `stripe_fee` …
    /// @param source left out: a name that says nothing
    record Wish(
            @Nullable String type,
            @Nullable String source,
            @Nullable String currency,
            @Nullable Long amount,
            @Nullable Long fee) {}

    @PostMapping("/entries")
    BalanceEntry add(@RequestBody Wish wish) {
        var type = Objects.requireNonNullElse(wish.type(), "adjustment");
        var source = Objects.requireNonNullElseGet(wish.source(), () -> ids.of(type.equals("payout") ? "po" : "adj"));
        var currency = Objects.requireNonNullElse(wish.currency(), "jpy");
        return intents.entry(type, source, currency, number(wish.amount(), 0), number(wish.fee(), 0));
    }

    @PutMapping("/entries/{id}")
    BalanceEntry change(@PathVariable String id, @RequestBody Wish wish) {
        var was = entry(id);
        return put(
                id,
                was,
                Objects.requireNonNullElse(wish.currency(), was.currency()),
                number(wish.amount(), was.amount()),
                number(wish.fee(), was.fee()));
    }

    /// The same once more, under another name.
    @PostMapping("/entries/{id}/again")
    BalanceEntry again(@PathVariable String id) {
        var was = entry(id);
        return put(ids.of("txn"), was, was.currency(), was.amount(), was.fee());
    }

    @DeleteMapping("/entries/{id}")
    void hide(@PathVariable String id) {
        books.entries.remove(entry(id).id());
    }

    /// As it was before it was hidden.
    @PostMapping("/entries/restored")
    void restore(@RequestBody BalanceEntry hidden) {
        books.entries.put(hidden.id(), hidden);
    }

    /// A bank sends a refund back that was done.
    @PostMapping("/refunds/{id}/return")
    void returned(@PathVariable String id) {
        refunds.comesBack(id);
    }

    private BalanceEntry put(String id, BalanceEntry was, String currency, long amount, long fee) {
        var entry = new BalanceEntry(
                id, was.created(), was.availableOn(), was.type(), was.source(), currency, amount, fee, was.rate());
        books.entries.put(id, entry);
        return entry;
    }

    private BalanceEntry entry(String id) {
        return books.entries.find(id).orElseThrow(() -> StripeError.notFound("balance transaction", id, "id"));
    }

    private static long number(@Nullable Long wished, long otherwise) {
        return wished == null ? otherwise : wished;
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Map<String, String> notFound(StripeError e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }
}
