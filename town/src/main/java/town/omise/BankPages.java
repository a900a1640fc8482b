package town.omise;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
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
import town.web.Language;
import town.web.Pages;

/// A Thai bank: its app, which reads QR codes, and its page for those who are led to it.
@Controller
public class BankPages {
    static final Charge.Failure REJECTED = new Charge.Failure("payment_rejected", "payment rejected");
    private static final int CODES_SHOWN = 8;

    private final OmiseBooks books;
    private final OmiseCharges charges;
    private final BankBills bills;
    private final OmiseSettings settings;
    private final Pages pages;

    BankPages(OmiseBooks books, OmiseCharges charges, BankBills bills, OmiseSettings settings, Pages pages) {
        this.books = books;
        this.charges = charges;
        this.bills = bills;
        this.settings = settings;
        this.pages = pages;
    }

    /// A code that somebody has before their eyes.
    public record Code(String payload, String amount, String what, Instant until) {}

    /// @param state due, or what became of it: paid, declined, expired
    public record Bill(String state, String payee, String amount, String what, String reference) {}

    @GetMapping("/bank-app")
    ResponseEntity<String> app(HttpServletRequest request) {
        return scanner(request, "", "", HttpStatus.OK);
    }

    private ResponseEntity<String> scanner(HttpServletRequest request, String code, String wrong, HttpStatus status) {
        charges.settleDue();
        var codes = books
                .charges
                .newest(
                        CODES_SHOWN,
                        it -> it.status() == Charge.Status.PENDING
                                && it.asked().source().isPromptPay())
                .stream()
                .map(it -> new Code(
                        bills.payload(it), baht(it), what(it), it.asked().expires()))
                .toList();
        return pages.show(
                request,
                Language.of(request),
                status,
                "bank/scanner",
                Map.of("code", code, "wrong", wrong, "codes", List.copyOf(codes)));
    }

    /// @param code what a QR code says, or a charge's id
    @GetMapping("/bank-app/pay")
    ResponseEntity<String> look(HttpServletRequest request, @RequestParam(defaultValue = "") String code) {
        charges.settleDue();
        return find(code)
                .map(charge -> bill(request, charge, code))
                .orElseGet(() -> scanner(
                        request,
                        code,
                        PromptPay.read(code).isPresent() ? "other" : "broken",
                        HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private ResponseEntity<String> bill(HttpServletRequest request, Charge charge, String code) {
        return pages.show(request, "bank/bill", Map.of("bill", bill(charge), "code", code));
    }

    @PostMapping("/bank-app/pay")
    ResponseEntity<String> pay(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String answer) {
        charges.settleDue();
        var found = find(code);
        if (found.isEmpty()) {
            return look(request, code);
        }
        answered(found.get(), answer);
        return to("/bank-app/pay?code=" + found.get().id());
    }

    private void answered(Charge charge, String answer) {
        if (answer.equals("confirm")) {
            charges.pay(charge.id(), false);
        } else {
            charges.decline(charge.id(), REJECTED);
        }
    }

    private Optional<Charge> find(String code) {
        var text = code.strip();
        return books.charges
                .find(text)
                .or(() -> PromptPay.read(text).flatMap(bills::charge))
                .filter(charge -> charge.asked().source().isPromptPay());
    }

    /// Where `authorize_uri` leads: the bank's page of mobile banking.
    @GetMapping("/omise/payments/{payment}/authorize")
    ResponseEntity<String> authorize(HttpServletRequest request, @PathVariable String payment) {
        charges.settleDue();
        var found = ofPayment(payment);
        if (found.isEmpty()) {
            return scanner(request, "", "other", HttpStatus.NOT_FOUND);
        }
        var charge = found.get();
        return pages.show(
                request,
                "bank/authorize",
                Map.of(
                        "bill", bill(charge),
                        "bank", charge.asked().source().type(),
                        "payment", payment,
                        "back", Optional.ofNullable(charge.asked().returnUri())));
    }

    @PostMapping("/omise/payments/{payment}/authorize")
    ResponseEntity<String> authorized(
            HttpServletRequest request, @PathVariable String payment, @RequestParam(defaultValue = "") String answer) {
        charges.settleDue();
        var found = ofPayment(payment);
        if (found.isEmpty()) {
            return authorize(request, payment);
        }
        answered(found.get(), answer);
        var back = found.get().asked().returnUri();
        return back == null ? authorize(request, payment) : to(back);
    }

    private Optional<Charge> ofPayment(String payment) {
        return books.charges.newest(1, it -> it.names().payment().equals(payment)).stream()
                .findFirst()
                .filter(charge -> !charge.asked().source().isPromptPay());
    }

    private Bill bill(Charge charge) {
        var state = switch (charge.status()) {
            case PENDING -> "due";
            case SUCCESSFUL -> "paid";
            case FAILED -> "declined";
            case EXPIRED -> "expired";
        };
        return new Bill(
                state,
                settings.merchant(),
                baht(charge),
                what(charge),
                charge.names().reference());
    }

    private static String what(Charge charge) {
        var description = charge.asked().description();
        return description == null ? "" : description;
    }

    private static String baht(Charge charge) {
        return "฿" + "%,.2f".formatted(BigDecimal.valueOf(charge.asked().amount(), 2));
    }

    private static ResponseEntity<String> to(String address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address))
                .build();
    }
}
