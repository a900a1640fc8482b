package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Language;
import town.web.Pages;

/// The page on which Stripe shows the numbers for a store; here cash can be given at once.
@Controller
class KonbiniVoucher {
    private final Books books;
    private final Intents intents;
    private final StripeSettings settings;
    private final Pages pages;

    KonbiniVoucher(Books books, Intents intents, StripeSettings settings, Pages pages) {
        this.books = books;
        this.intents = intents;
        this.settings = settings;
        this.pages = pages;
    }

    @GetMapping("/stripe/konbini/voucher/{id}")
    ResponseEntity<String> show(HttpServletRequest request, @PathVariable String id) {
        var found = books.intents.find(id).filter(intent -> intent.konbini() != null);
        if (found.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        var intent = found.get();
        var numbers = Objects.requireNonNull(intent.konbini());
        var view = new KonbiniView(
                settings.merchant(),
                Currencies.shown(intent.amount(), intent.currency()),
                numbers.code(),
                numbers.confirmation(),
                intent.status() == Intent.Status.REQUIRES_ACTION,
                intent.status() == Intent.Status.SUCCEEDED);
        return pages.show(request, Language.of(request), HttpStatus.OK, "konbini", Map.of("view", view));
    }

    @PostMapping("/stripe/konbini/voucher/{id}")
    ResponseEntity<String> pay(@PathVariable String id, @RequestParam String chain) {
        if (KonbiniRequest.CHAINS.contains(chain)) {
            books.locked(() -> intents.paidInCash(books.intent(id), chain));
        }
        return HostedCheckout.to("/stripe/konbini/voucher/" + id);
    }
}
