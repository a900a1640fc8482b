package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;
import town.web.Language;
import town.web.Pages;

/// KOMOJU's own pages: the one on which the store is chosen, and the one that says how to pay there.
@Controller
public class KomojuPages {
    private final KomojuBooks books;
    private final KomojuPayments payments;
    private final KomojuSessions sessions;
    private final KomojuSettings settings;
    private final Pages pages;

    KomojuPages(
            KomojuBooks books, KomojuPayments payments, KomojuSessions sessions, KomojuSettings settings, Pages pages) {
        this.books = books;
        this.payments = payments;
        this.sessions = sessions;
        this.settings = settings;
        this.pages = pages;
    }

    /// @param wrong name of the field that could not be
    public record Choosing(
            String id,
            String merchant,
            String amount,
            String email,
            String store,
            @Nullable String wrong,
            String backTo) {}

    /// @param state open, paid, expired, cancelled
    public record Instructions(
            String state,
            Chain chain,
            String merchant,
            StorePages.Slip slip,
            @Nullable String backTo) {}

    @GetMapping("/komoju/sessions/{id}")
    ResponseEntity<String> session(HttpServletRequest request, @PathVariable String id) {
        if (books.sessions.find(id).isEmpty()) {
            return gone(request);
        }
        return choosing(request, sessions.find(id), "", "", null);
    }

    private ResponseEntity<String> choosing(
            HttpServletRequest request, Session session, String email, String store, @Nullable String wrong) {
        var made = session.payment();
        if (made != null) {
            return to("/komoju/" + session.wanted().locale() + "/instructions/" + made);
        }
        if (session.status() != Session.Status.PENDING) {
            return gone(request);
        }
        var known = session.wanted().email();
        var view = new Choosing(
                session.id(),
                settings.merchant(),
                StorePages.yen(session.wanted().amount() + settings.fee()),
                email.isEmpty() && known != null ? known : email,
                store,
                wrong,
                session.backTo());
        return pages.show(
                request,
                language(request, session.wanted().locale()),
                wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                "komoju/choosing",
                Map.of("view", view, "chains", List.of(Chain.values())));
    }

    @PostMapping("/komoju/sessions/{id}")
    ResponseEntity<String> pay(
            HttpServletRequest request,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String store) {
        if (books.sessions.find(id).isEmpty()) {
            return gone(request);
        }
        var root = JsonNodeFactory.instance.objectNode();
        root.putObject("payment_details")
                .put("type", "konbini")
                .put("store", store)
                .put("email", email);
        var session = sessions.find(id);
        if (session.status() != Session.Status.PENDING) {
            return choosing(request, session, email, store, null);
        }
        try {
            return choosing(request, sessions.pay(id, new Given(root)), email, store, null);
        } catch (KomojuError _) {
            return choosing(request, session, email, store, Chain.of(store).isEmpty() ? "store" : "email");
        }
    }

    @GetMapping("/komoju/{locale}/instructions/{id}")
    ResponseEntity<String> instructions(
            HttpServletRequest request, @PathVariable String locale, @PathVariable String id) {
        payments.expireDue();
        var payment = books.payments.find(id).orElse(null);
        if (payment == null) {
            return gone(request);
        }
        var state = switch (payment.status()) {
            case PENDING, AUTHORIZED -> "open";
            case CAPTURED, REFUNDED -> "paid";
            case EXPIRED -> "expired";
            case CANCELLED, FAILED -> "cancelled";
        };
        var session = payment.asked().session();
        var view = new Instructions(
                state,
                payment.asked().store(),
                settings.merchant(),
                StorePages.slip(payment),
                session == null
                        ? null
                        : books.sessions.find(session).map(Session::backTo).orElse(null));
        return pages.show(
                request, language(request, locale), HttpStatus.OK, "komoju/instructions", Map.of("view", view));
    }

    private ResponseEntity<String> gone(HttpServletRequest request) {
        var values = new HashMap<String, Object>();
        values.put("merchant", settings.merchant());
        return pages.show(request, Language.of(request), HttpStatus.NOT_FOUND, "komoju/gone", values);
    }

    /// The shop's wish, unless the reader has chosen.
    private static Language language(HttpServletRequest request, String wished) {
        return Language.of(request.getParameter("lang"))
                .or(() -> Language.of(wished))
                .orElseGet(() -> Language.of(request));
    }

    private static ResponseEntity<String> to(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address))
                .build();
    }
}
