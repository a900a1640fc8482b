package town.stripe;

import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import town.state.TownClock;

/// The till of a store, for tests and scripts: cash is given for an intent's numbers, until their time is over.
@RestController
class KonbiniTill {
    private final Books books;
    private final Intents intents;
    private final Clock clock;

    KonbiniTill(Books books, Intents intents, TownClock clock) {
        this.books = books;
        this.intents = intents;
        this.clock = clock;
        clock.whenAdvanced(this::expireDue);
    }

    @PostMapping("/town/stripe/intents/{id}/cash")
    Map<String, String> pay(@PathVariable String id, @RequestParam(defaultValue = "lawson") String chain) {
        return books.locked(() -> {
            expireDue();
            return Map.of(
                    "status",
                    intents.paidInCash(books.intent(id), chain).status().word());
        });
    }

    @Scheduled(fixedDelay = 1000)
    void expireDue() {
        var now = clock.instant();
        books.locked(() -> books.intents.all().stream()
                .filter(intent -> intent.status() == Intent.Status.REQUIRES_ACTION
                        && intent.konbini() != null
                        && !intent.konbini().expiresAt().isAfter(now))
                .forEach(intents::numbersExpired));
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Map<String, String> notFound(StripeError e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }
}
