package town.paypal;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import town.state.TownClock;

/// Has wallets agreed to without a payment: a setup token that its payer approves, and the payment token that is made
/// of it, once.
@Component
class PayPalSetups {
    private static final Duration LIFE = Duration.ofHours(3);
    private static final int URL_MAX = 4000;

    private final PayPalBooks books;
    private final PayPalIds ids;
    private final PayPalVault vault;
    private final Clock clock;

    PayPalSetups(PayPalBooks books, PayPalIds ids, PayPalVault vault, TownClock clock) {
        this.books = books;
        this.ids = ids;
        this.vault = vault;
        this.clock = clock;
    }

    SetupToken create(JsonNode body) {
        var whole = new Wish("", body);
        var paypal = whole.needed("payment_source").needed("paypal");
        OrderWish.oneOf(paypal.needed("usage_type"), Set.of("MERCHANT", "PLATFORM"));
        if (paypal.at("customer_type").isThere()) {
            OrderWish.oneOf(paypal.at("customer_type"), Set.of("CONSUMER", "BUSINESS"));
        }
        paypal.text("description", 128);
        var context = paypal.needed("experience_context");
        var wished = whole.at("customer").text("id", 22);
        var now = clock.instant();
        var setup = new SetupToken(
                ids.transaction(),
                wished == null ? ids.customer() : wished,
                now,
                now.plus(LIFE),
                new SetupToken.Asked(
                        context.text("brand_name", 300),
                        context.text("locale", 10),
                        url(context, "return_url"),
                        url(context, "cancel_url")),
                null,
                null,
                null);
        books.setups.put(setup.id(), setup);
        return setup;
    }

    private static String url(Wish context, String field) {
        var url = context.needed(field).words();
        if (url.length() > URL_MAX || !url.matches("https?://[^\\s/]+\\S*")) {
            throw context.at(field).malformed();
        }
        return url;
    }

    /// @throws PayPalError when there is none, or its time is over
    SetupToken current(String id) {
        var setup = books.setups.find(id).orElseThrow(PayPalError::notFound);
        if (setup.isOver(clock.instant())) {
            throw PayPalError.notFound();
        }
        return setup;
    }

    /// Approved before, it stays as it is.
    SetupToken approve(String id, String givenName, String surname, String email, Funding funding) {
        return books.locked(() -> {
            var setup = current(id);
            if (setup.payer() != null) {
                return setup;
            }
            var approved = setup.approved(new Payer(ids.account(), givenName, surname, email), funding);
            books.setups.put(id, approved);
            return approved;
        });
    }

    /// @param body of `POST /v3/vault/payment-tokens`
    VaultToken tokenize(JsonNode body) {
        var named = new Wish("", body).needed("payment_source").needed("token");
        OrderWish.oneOf(named.needed("type"), Set.of("SETUP_TOKEN"));
        var setup = current(named.needed("id").words());
        if (setup.token() != null) {
            throw PayPalError.refused(
                    "SETUP_TOKEN_ALREADY_TOKENIZED",
                    "The setup token has been used previously to generate a payment token.");
        }
        if (setup.payer() == null) {
            throw PayPalError.refused(
                    "PAYER_ACTION_REQUIRED",
                    "Please make sure setup up token is approved. Please complete the approval flow.");
        }
        var token = vault.keep(
                setup.customer(), setup.id(), Objects.requireNonNull(setup.payer()), funding(setup.funding()));
        books.setups.put(setup.id(), setup.tokenized(token.id()));
        return token;
    }

    private static Funding funding(@Nullable Funding chosen) {
        return chosen == null ? Funding.BALANCE : chosen;
    }
}
