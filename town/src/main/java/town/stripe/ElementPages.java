package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Language;
import town.web.Pages;

/// The frames that the script `stripe.js` puts into pages of the shop: the buttons of wallets, and what the device of
/// the buyer shows when one is pressed.
@Controller
class ElementPages {
    /// Any page may hold them, as it is with Stripe's.
    private static final String POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'";

    private static final Map<String, String> NAMES = Map.of("apple_pay", "Apple Pay", "google_pay", "Google Pay");

    private final Books books;
    private final StripeSettings settings;
    private final Pages pages;

    ElementPages(Books books, StripeSettings settings, Pages pages) {
        this.books = books;
        this.settings = settings;
        this.pages = pages;
    }

    private static final List<WalletWay> WAYS = List.of(
            new WalletWay("stripe.sample.asks", "threeDSecure2Required"),
            new WalletWay("stripe.sample.declines", "chargeDeclined"),
            new WalletWay("stripe.sample.nofunds", "chargeDeclinedInsufficientFunds"));

    @GetMapping("/stripe/elements/buttons")
    ResponseEntity<String> buttons(HttpServletRequest request, @RequestParam String wallets) {
        var shown = NAMES.keySet().stream()
                .filter(Set.of(wallets.split(","))::contains)
                .sorted()
                .toList();
        return framed(request, "elements/buttons", Map.of("wallets", shown, "names", NAMES));
    }

    /// @param secret of the intent: whoever has it may know what is to be paid
    @GetMapping("/stripe/elements/sheet")
    ResponseEntity<String> sheet(HttpServletRequest request, @RequestParam String wallet, @RequestParam String secret) {
        var intent = books.intents
                .find(secret.replaceFirst("_secret_.*", ""))
                .filter(it -> it.secret().equals(secret))
                .filter(_ -> NAMES.containsKey(wallet));
        if (intent.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return framed(
                request,
                "elements/sheet",
                Map.of(
                        "wallet",
                        wallet,
                        "name",
                        NAMES.getOrDefault(wallet, ""),
                        "merchant",
                        settings.merchant(),
                        "amount",
                        Currencies.shown(intent.get().amount(), intent.get().currency()),
                        "ways",
                        WAYS));
    }

    private ResponseEntity<String> framed(HttpServletRequest request, String template, Map<String, ?> values) {
        var page = pages.show(request, Language.of(request), HttpStatus.OK, template, values);
        return ResponseEntity.status(page.getStatusCode())
                .headers(headers -> {
                    headers.addAll(page.getHeaders());
                    headers.set("Content-Security-Policy", POLICY);
                })
                .body(page.getBody());
    }
}
