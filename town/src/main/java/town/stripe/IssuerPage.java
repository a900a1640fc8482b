package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.web.Language;
import town.web.Pages;

/// 3-D Secure: the card's issuer asks whether it is really its customer who pays.
@Controller
class IssuerPage {
    private final Books books;
    private final Checkout checkout;
    private final StripeSettings settings;
    private final Pages pages;

    IssuerPage(Books books, Checkout checkout, StripeSettings settings, Pages pages) {
        this.books = books;
        this.checkout = checkout;
        this.settings = settings;
        this.pages = pages;
    }

    @GetMapping("/stripe/3ds/{id}")
    ResponseEntity<String> ask(HttpServletRequest request, @PathVariable String id) {
        var setup = books.setups.find(id);
        if (setup.isPresent()) {
            return askToKeep(request, setup.get());
        }
        var found = books.intents.find(id);
        var session = found.map(Intent::session).flatMap(books.sessions::find).orElse(null);
        var asking = found.map(Intent::asking).orElse(null);
        if (found.isEmpty() || asking == null) {
            return over(request, session);
        }
        var intent = found.get();
        var view = new IssuerView(
                settings.merchant(),
                Currencies.shown(intent.amount(), intent.currency()),
                asking.card().last4(),
                session == null ? intent.returnUrl() : session.wanted().cancelUrl());
        return pages.show(
                request, HostedCheckout.language(request, session), HttpStatus.OK, "issuer", Map.of("view", view));
    }

    private ResponseEntity<String> askToKeep(HttpServletRequest request, Setup setup) {
        var session = books.session(setup.session());
        if (setup.asking() == null) {
            return over(request, session);
        }
        var view = new IssuerView(
                settings.merchant(),
                "",
                setup.asking().card().last4(),
                session.wanted().cancelUrl());
        return pages.show(
                request, HostedCheckout.language(request, session), HttpStatus.OK, "issuer", Map.of("view", view));
    }

    @PostMapping("/stripe/3ds/{id}")
    ResponseEntity<String> answer(HttpServletRequest request, @PathVariable String id, @RequestParam String answer) {
        var found = books.intents.find(id);
        var session = found.map(Intent::session)
                .or(() -> books.setups.find(id).map(Setup::session))
                .flatMap(books.sessions::find)
                .orElse(null);
        boolean asked = found.filter(it -> it.asking() != null).isPresent()
                || books.setups.find(id).filter(it -> it.asking() != null).isPresent();
        if (!asked) {
            return over(request, session);
        }
        var outcome = checkout.answered(id, answer.equals("approve"));
        if (session == null) {
            var paid = outcome instanceof Checkout.Outcome.Paid;
            return HostedCheckout.to(returnUrl(books.intent(id), paid ? "succeeded" : "failed"));
        }
        return switch (outcome) {
            case Checkout.Outcome.Paid _, Checkout.Outcome.Kept _ ->
                HostedCheckout.to(SessionPages.successUrl(session));
            case Checkout.Outcome.Asks asks -> HostedCheckout.to("/stripe/3ds/" + asks.intent());
            case Checkout.Outcome.Declined _ -> HostedCheckout.to("/stripe/c/pay/" + session.id() + "?failed=true");
            case Checkout.Outcome.NotOpen _ -> HostedCheckout.to("/stripe/c/pay/" + session.id());
        };
    }

    private static String returnUrl(Intent intent, String status) {
        var base = intent.returnUrl() == null ? "/stripe" : intent.returnUrl();
        return base + (base.contains("?") ? "&" : "?") + "payment_intent=" + intent.id()
                + "&payment_intent_client_secret=" + intent.secret() + "&redirect_status=" + status;
    }

    /// Already answered, or paid another way: the payment page knows.
    private ResponseEntity<String> over(HttpServletRequest request, @Nullable Session session) {
        if (session != null) {
            return HostedCheckout.to("/stripe/c/pay/" + session.id());
        }
        var values = new HashMap<String, Object>();
        values.put("state", "unknown");
        values.put("merchant", settings.merchant());
        values.put("onward", null);
        return pages.show(request, Language.of(request), HttpStatus.NOT_FOUND, "closed", values);
    }
}
