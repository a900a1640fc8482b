package town.paypal;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import town.state.TownClock;

/// Keeps wallets: with the payment that its payer agreed to that by, some time after it, or without one.
@Component
class PayPalVault {
    private static final String NEXT = "next";

    private final PayPalBooks books;
    private final PayPalIds ids;
    private final Clock clock;
    private final VaultShapes shapes;
    private final PayPalNews news;

    PayPalVault(PayPalBooks books, PayPalIds ids, TownClock clock, VaultShapes shapes, PayPalNews news) {
        this.books = books;
        this.ids = ids;
        this.clock = clock;
        this.shapes = shapes;
        this.news = news;
    }

    /// The next wallet is kept when somebody says so, and not with its payment.
    void nextIsLater() {
        books.keptLater.put(NEXT, true);
    }

    /// The same, and until then the order does not say that it will be.
    void nextIsSilent() {
        books.keptLater.put(NEXT, false);
    }

    /// @param paid an order that was captured just now
    void paid(Order paid) {
        if (paid.wanted().vaulting() == null) {
            return;
        }
        var later = books.keptLater.removeOldest();
        if (later.isEmpty()) {
            keep(paid);
        } else if (!later.get()) {
            books.silent.put(paid.id(), true);
        }
    }

    VaultToken keepNow(String orderId) {
        return books.locked(() -> {
            var order = books.order(orderId);
            if (order.capture() == null
                    || order.wanted().vaulting() == null
                    || books.tokenOf.find(orderId).isPresent()) {
                throw PayPalError.notFound();
            }
            return keep(order);
        });
    }

    private VaultToken keep(Order order) {
        var wished = Objects.requireNonNull(order.wanted().vaulting()).customer();
        return keep(
                wished == null ? ids.customer() : wished,
                order.id(),
                Objects.requireNonNull(order.payer()),
                order.funding() == null ? Funding.BALANCE : order.funding());
    }

    /// @param by the order or the setup token with which its payer agreed
    VaultToken keep(String customer, String by, Payer payer, Funding funding) {
        var token = new VaultToken(ids.vault(), customer, by, clock.instant(), payer, funding, false);
        books.tokens.put(token.id(), token);
        books.tokenOf.put(by, token.id());
        news.happened(
                "VAULT.PAYMENT-TOKEN.CREATED",
                "payment_token",
                "A payment token has been created.",
                shapes.token(token));
        return token;
    }

    VaultToken token(String id) {
        return books.tokens.find(id).filter(it -> !it.gone()).orElseThrow(PayPalError::notFound);
    }

    List<VaultToken> tokensOf(String customer) {
        return books.tokens.all().stream()
                .filter(token -> !token.gone() && token.customer().equals(customer))
                .toList();
    }

    void paysWith(String id, Funding funding) {
        books.locked(() -> {
            var token = token(id).payingWith(funding);
            books.tokens.put(id, token);
            return token;
        });
    }

    /// Of one that is gone nothing is told again.
    void delete(String id) {
        books.locked(() -> {
            var token = books.tokens.find(id).orElseThrow(PayPalError::notFound);
            if (!token.gone()) {
                books.tokens.put(id, token.deleted());
                news.happened(
                        "VAULT.PAYMENT-TOKEN.DELETED",
                        "payment_token",
                        "A payment token has been deleted.",
                        shapes.deleted(token));
            }
            return token;
        });
    }
}
