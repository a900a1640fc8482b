package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
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
import town.state.TownClock;
import town.web.Language;
import town.web.Pages;

/// The payment page that Stripe hosts for the shop.
@Controller
class HostedCheckout {
    private final Books books;
    private final Checkout checkout;
    private final StripeSettings settings;
    private final Pages pages;
    private final Clock clock;

    HostedCheckout(Books books, Checkout checkout, StripeSettings settings, Pages pages, TownClock clock) {
        this.books = books;
        this.checkout = checkout;
        this.settings = settings;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/stripe/c/pay/{id}")
    ResponseEntity<String> show(
            HttpServletRequest request, @PathVariable String id, @RequestParam(defaultValue = "false") boolean failed) {
        if (books.sessions.find(id).isEmpty()) {
            return nowhere(request);
        }
        var session = checkout.current(id);
        if (!session.isOpen()) {
            return closed(request, session);
        }
        var intent = session.intent();
        var failure = failed && intent != null ? failure(session, intent) : null;
        return form(request, session, CardForm.empty(), Map.of(), failure);
    }

    private @Nullable Failure failure(Session session, String intent) {
        return session.wanted().isSetup()
                ? books.setup(intent).failure()
                : books.intent(intent).failure();
    }

    @PostMapping("/stripe/c/pay/{id}")
    ResponseEntity<String> pay(
            HttpServletRequest request, @PathVariable String id, @RequestParam Map<String, String> fields) {
        if (books.sessions.find(id).isEmpty()) {
            return nowhere(request);
        }
        var session = checkout.current(id);
        var form = new CardForm(fields);
        if (!session.isOpen()) {
            return closed(request, session);
        }
        if (fields.containsKey("fill")) {
            return form(request, session, form.with(form.text("fill")), Map.of(), null);
        }
        if (!form.wallet().isEmpty()) {
            return outcome(request, session, form, TestCard.VISA);
        }
        var wrong = form.wrong(session.wanted().payerEmail() == null, clock.instant());
        if (!wrong.isEmpty()) {
            return form(request, session, form, wrong, null);
        }
        var card = TestCard.of(form.text("card"));
        if (card.isEmpty()) {
            return form(request, session, form, Map.of(), TestCard.whyNot(form.text("card")));
        }
        return outcome(request, session, form, card.get());
    }

    private ResponseEntity<String> outcome(HttpServletRequest request, Session session, CardForm form, TestCard card) {
        return switch (checkout.pay(
                session.id(), card, form.payer(session.wanted().payerEmail(), card))) {
            case Checkout.Outcome.Paid _, Checkout.Outcome.Kept _ -> to(SessionPages.successUrl(session));
            case Checkout.Outcome.Asks asks -> to("/stripe/3ds/" + asks.intent());
            case Checkout.Outcome.Declined declined -> form(request, session, form, Map.of(), declined.failure());
            case Checkout.Outcome.NotOpen not -> closed(request, not.session());
        };
    }

    static ResponseEntity<String> to(String url) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(
                        "Location",
                        URI.create(url.replace("{", "%7B").replace("}", "%7D")).toString())
                .build();
    }

    private ResponseEntity<String> form(
            HttpServletRequest request,
            Session session,
            CardForm form,
            Map<String, String> wrong,
            @Nullable Failure failure) {
        var wanted = session.wanted();
        var view = new CheckoutView(
                settings.merchant(),
                wanted.isSetup() ? "" : Currencies.shown(wanted.total(), wanted.currency()),
                wanted.lines().stream()
                        .map(line -> new CheckoutView.Item(
                                line.name(),
                                line.description(),
                                line.quantity(),
                                Currencies.shown(line.total(), wanted.currency())))
                        .toList(),
                wanted.cancelUrl(),
                wanted.payerEmail(),
                wanted.takesInstalments(),
                form.typed(),
                wrong,
                failure == null ? null : "stripe.declined." + failure.word());
        return pages.show(request, language(request, session), HttpStatus.OK, "checkout", Map.of("view", view));
    }

    private ResponseEntity<String> closed(HttpServletRequest request, Session session) {
        var values = new HashMap<String, Object>();
        values.put("state", session.status().word());
        values.put("merchant", settings.merchant());
        values.put(
                "onward",
                session.status() == Session.Status.COMPLETE
                        ? SessionPages.successUrl(session)
                        : session.wanted().cancelUrl());
        return pages.show(request, language(request, session), HttpStatus.OK, "closed", values);
    }

    private ResponseEntity<String> nowhere(HttpServletRequest request) {
        var values = new HashMap<String, Object>();
        values.put("state", "unknown");
        values.put("merchant", settings.merchant());
        values.put("onward", null);
        return pages.show(request, Language.of(request), HttpStatus.NOT_FOUND, "closed", values);
    }

    /// The reader's own choice here, else the shop's, else the browser's.
    static Language language(HttpServletRequest request, @Nullable Session session) {
        return Language.of(request.getParameter("lang"))
                .or(() -> Language.of(session == null ? null : session.wanted().locale()))
                .orElseGet(() -> Language.of(request));
    }
}
