package town.stripe;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// For tests and scripts: an intent is paid by a wallet without a browser, as the page of the shop would confirm it.
@RestController
class WalletControl {
    private final Books books;
    private final Intents intents;

    WalletControl(Books books, Intents intents) {
        this.books = books;
        this.intents = intents;
    }

    /// @param card number or name of a test card
    /// @param approve what the cardholder answers when the issuer asks
    @PostMapping("/town/stripe/intents/{id}/wallet")
    Map<String, String> pay(
            @PathVariable String id,
            @RequestParam(defaultValue = "apple_pay") String wallet,
            @RequestParam(defaultValue = "pm_card_visa") String card,
            @RequestParam(defaultValue = "true") boolean approve) {
        return books.locked(() -> {
            var intent = books.intent(id);
            if (intent.status() != Intent.Status.REQUIRES_PAYMENT_METHOD) {
                return Map.of("status", intent.status().word());
            }
            var given = TestCard.of(card).orElseThrow(() -> StripeError.notFound("PaymentMethod", card, "card"));
            var tried = intents.attempt(intent, given, new Payer(null, null, wallet, null));
            if (tried.asking() != null) {
                tried = approve ? intents.approved(tried) : intents.denied(tried);
            }
            return Map.of("status", tried.status().word());
        });
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Map<String, String> notFound(StripeError e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }
}
