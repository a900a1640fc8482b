package town.paypay;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
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

/// What the app shows whoever scans a code, and an overview of all codes.
@Controller
public class PayPayPages {
    private static final int SHOWN_MAX = 100;

    private final PayPayBooks books;
    private final PayPayCodes codes;
    private final PayPayShapes shapes;
    private final PayPaySettings settings;
    private final Pages pages;
    private final Clock clock;

    PayPayPages(
            PayPayBooks books,
            PayPayCodes codes,
            PayPayShapes shapes,
            PayPaySettings settings,
            Pages pages,
            TownClock clock) {
        this.books = books;
        this.codes = codes;
        this.shapes = shapes;
        this.settings = settings;
        this.pages = pages;
        this.clock = clock;
    }

    /// @param leaveUrl where the one who does not pay goes
    public record View(
            String merchant,
            String amount,
            @Nullable String what,
            Instant until,
            @Nullable String leaveUrl) {}

    @GetMapping("/paypay/app/{id}")
    ResponseEntity<String> show(HttpServletRequest request, @PathVariable String id) {
        var code = books.codes.find(id);
        if (code.isEmpty()) {
            return end(request, HttpStatus.NOT_FOUND, "gone", null);
        }
        if (!code.get().isPayable(clock.instant())) {
            return closed(request, code.get());
        }
        var wanted = code.get().wanted();
        var view = new View(
                settings.merchant(),
                yen(wanted.amount()),
                wanted.description(),
                code.get().expires(),
                wanted.redirectUrl());
        return pages.show(request, "paypay/app", Map.of("view", view));
    }

    @PostMapping("/paypay/app/{id}")
    ResponseEntity<String> pay(
            HttpServletRequest request, @PathVariable String id, @RequestParam(defaultValue = "false") boolean slow) {
        if (books.codes.find(id).isEmpty()) {
            return end(request, HttpStatus.NOT_FOUND, "gone", null);
        }
        var outcome = codes.pay(id, false, slow);
        var code = books.codes.find(id).orElseThrow(PayPayError::noCode);
        var onward = code.wanted().redirectUrl();
        return outcome == PayPayCodes.Outcome.PAID && onward != null
                ? ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header("Location", onward)
                        .build()
                : closed(request, code);
    }

    private ResponseEntity<String> closed(HttpServletRequest request, Code code) {
        var state = shapes.status(code).toLowerCase(Locale.ROOT);
        return end(request, HttpStatus.OK, state, code.wanted().redirectUrl());
    }

    private ResponseEntity<String> end(
            HttpServletRequest request, HttpStatus status, String state, @Nullable String onward) {
        var values = new HashMap<String, Object>();
        values.put("state", state);
        values.put("merchant", settings.merchant());
        values.put("onward", onward);
        return pages.show(request, Language.of(request), status, "paypay/end", values);
    }

    public record Row(String id, String name, String amount, String state, boolean open, Instant at) {
        public String chip() {
            return state.equals("completed") ? "good" : "due";
        }
    }

    @GetMapping("/paypay")
    ResponseEntity<String> overview(HttpServletRequest request) {
        var rows = books.codes.newest(SHOWN_MAX).stream()
                .map(code -> new Row(
                        code.id(),
                        code.wanted().merchantPaymentId(),
                        yen(code.wanted().amount()),
                        shapes.status(code).toLowerCase(Locale.ROOT),
                        code.isPayable(clock.instant()),
                        code.created()))
                .toList();
        return pages.show(request, "paypay/overview", Map.of("rows", rows));
    }

    private static String yen(long amount) {
        return "¥" + String.format(Locale.ROOT, "%,d", amount);
    }
}
