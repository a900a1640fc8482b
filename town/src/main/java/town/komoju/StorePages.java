package town.komoju;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import town.web.Language;
import town.web.Pages;

/// The convenience store: choose the chain, type the numbers as its terminal asks for them, pay in cash.
@Controller
public class StorePages {
    private static final int SLIPS_SHOWN = 8;

    private final KomojuBooks books;
    private final KomojuPayments payments;
    private final KomojuSettings settings;
    private final Pages pages;

    StorePages(KomojuBooks books, KomojuPayments payments, KomojuSettings settings, Pages pages) {
        this.books = books;
        this.payments = payments;
        this.settings = settings;
        this.pages = pages;
    }

    /// A number that somebody has in the pocket.
    public record Slip(String chain, String receipt, String confirmation, String amount, Instant deadline) {}

    /// What the terminal knows about the numbers typed.
    ///
    /// @param state due, or why nothing can be paid: unknown, expired, paid, cancelled
    public record Found(String state, String id, String payee, String what, String amount, Instant deadline) {}

    @GetMapping("/store")
    ResponseEntity<String> chains(HttpServletRequest request) {
        return pages.show(request, "store/chains", Map.of("chains", List.of(Chain.values())));
    }

    @GetMapping("/store/{chain}")
    ResponseEntity<String> terminal(
            HttpServletRequest request,
            @PathVariable String chain,
            @RequestParam(defaultValue = "") String receipt,
            @RequestParam(defaultValue = "") String confirmation) {
        return Chain.of(chain)
                .map(it -> terminal(request, it, receipt, confirmation))
                .orElseGet(() -> chains(request));
    }

    private ResponseEntity<String> terminal(
            HttpServletRequest request, Chain chain, String receipt, String confirmation) {
        payments.expireDue();
        var found = receipt.isBlank()
                ? Optional.<Found>empty()
                : Optional.of(
                        find(chain, receipt, confirmation).map(this::found).orElseGet(StorePages::unknown));
        var status = found.filter(it -> !it.state().equals("due")).isPresent()
                ? HttpStatus.UNPROCESSABLE_CONTENT
                : HttpStatus.OK;
        return pages.show(
                request,
                Language.of(request),
                status,
                "store/terminal",
                Map.of(
                        "chain", chain,
                        "receipt", receipt,
                        "confirmation", confirmation,
                        "found", found,
                        "slips", slips(chain)));
    }

    @PostMapping("/store/{chain}/pay")
    ResponseEntity<String> pay(
            HttpServletRequest request,
            @PathVariable String chain,
            @RequestParam String receipt,
            @RequestParam(defaultValue = "") String confirmation) {
        payments.expireDue();
        var paid = Chain.of(chain)
                .flatMap(it -> find(it, receipt, confirmation))
                .flatMap(payment -> Optional.ofNullable(payments.pay(payment.id(), false)));
        var next = paid.map(payment -> "/store/" + chain + "/paid/" + payment.id())
                .orElseGet(() -> UriComponentsBuilder.fromPath("/store/{chain}")
                        .queryParam("receipt", receipt)
                        .queryParam("confirmation", confirmation)
                        .build(chain)
                        .toString());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(next))
                .build();
    }

    @GetMapping("/store/{chain}/paid/{id}")
    ResponseEntity<String> paid(HttpServletRequest request, @PathVariable String chain, @PathVariable String id) {
        return books.payments
                .find(id)
                .filter(payment -> payment.asked().store().word().equals(chain) && payment.isPaid())
                .map(payment -> pages.show(
                        request,
                        "store/paid",
                        Map.of(
                                "chain",
                                payment.asked().store(),
                                "found",
                                found(payment),
                                "number",
                                payment.slip().receipt())))
                .orElseGet(() -> chains(request));
    }

    private Optional<Payment> find(Chain chain, String receipt, String confirmation) {
        var number = digits(receipt);
        return books
                .payments
                .newest(
                        1,
                        it -> it.asked().store() == chain && it.slip().receipt().equals(number))
                .stream()
                .filter(it -> it.slip().confirmation() == null
                        || it.slip().confirmation().equals(digits(confirmation)))
                .findFirst();
    }

    /// Whoever types in groups, or with full-width digits, types the same number.
    private static String digits(String typed) {
        var digits = new StringBuilder();
        typed.chars().filter(Character::isDigit).forEach(letter -> digits.append(Character.digit(letter, 10)));
        return digits.toString();
    }

    private Found found(Payment payment) {
        var state = switch (payment.status()) {
            case PENDING, AUTHORIZED -> "due";
            case CAPTURED, REFUNDED -> "paid";
            case EXPIRED -> "expired";
            case CANCELLED, FAILED -> "cancelled";
        };
        var what = payment.asked().description();
        return new Found(
                state,
                payment.id(),
                settings.merchant(),
                what == null ? "" : what,
                yen(payment.total()),
                payment.slip().deadline());
    }

    private static Found unknown() {
        return new Found("unknown", "", "", "", "", Instant.EPOCH);
    }

    private List<Slip> slips(Chain chain) {
        return books
                .payments
                .newest(SLIPS_SHOWN, it -> it.asked().store() == chain && it.status() == Payment.Status.AUTHORIZED)
                .stream()
                .map(StorePages::slip)
                .toList();
    }

    static Slip slip(Payment payment) {
        var second = payment.slip().confirmation();
        return new Slip(
                payment.asked().store().word(),
                payment.slip().receipt(),
                second == null ? "" : second,
                yen(payment.total()),
                payment.slip().deadline());
    }

    static String yen(long amount) {
        return "¥" + "%,d".formatted(amount);
    }
}
