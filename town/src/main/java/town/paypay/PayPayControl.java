package town.paypay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import town.courier.Parcel;

/// For tests and demo scripts: paying without a telephone, and looking inside. PayPay itself has none of this.
@RestController
@RequestMapping("/town/paypay")
class PayPayControl {
    static final String ALWAYS = "always";
    private static final String NEXT = "next";

    private final PayPayBooks books;
    private final PayPayCodes codes;
    private final PayPayShapes shapes;
    private final PayPayNews news;

    PayPayControl(PayPayBooks books, PayPayCodes codes, PayPayShapes shapes, PayPayNews news) {
        this.books = books;
        this.codes = codes;
        this.shapes = shapes;
        this.news = news;
    }

    /// Payments are unknown until somebody opens their code. (Here none is opened before it is paid.)
    @PutMapping("/hides-unopened/{is}")
    void hideUnopened(@PathVariable boolean is) {
        if (is) {
            books.hidesUnopened.put(ALWAYS, true);
        } else {
            books.hidesUnopened.clear();
        }
    }

    /// @param late whether it is paid even when its time is over; left out: no
    /// @param slowRefunds whether refunds of it take their time; left out: no
    record Pay(@Nullable Boolean late, @Nullable Boolean slowRefunds) {}

    /// @param result paid, failed or not_open
    record Paid(
            String result,
            @Nullable String paymentId,
            @Nullable String redirectUrl) {}

    /// @param id of the code, or the shop's name of the payment
    @PostMapping("/codes/{id}/pay")
    Paid pay(@PathVariable String id, @RequestBody(required = false) @Nullable Pay pay) {
        var code = books.codes.find(id).or(() -> books.ofMerchant(id)).orElseThrow(PayPayError::noCode);
        var outcome = codes.pay(
                code.id(),
                pay != null && Boolean.TRUE.equals(pay.late()),
                pay != null && Boolean.TRUE.equals(pay.slowRefunds()));
        var now = books.codes.find(code.id()).orElse(code);
        return new Paid(
                outcome.name().toLowerCase(Locale.ROOT),
                now.paymentId(),
                now.wanted().redirectUrl());
    }

    record Next(boolean fails) {}

    @PutMapping("/next")
    void next(@RequestBody Next next) {
        if (next.fails()) {
            books.nextFails.put(NEXT, true);
        } else {
            books.nextFails.clear();
        }
    }

    record Made(
            String id,
            String merchantPaymentId,
            String status,
            long amount,
            @Nullable String paymentId) {}

    @GetMapping("/codes")
    List<Made> made(@RequestParam(defaultValue = "200") int limit) {
        return books.codes.newest(limit).stream()
                .map(code -> new Made(
                        code.id(),
                        code.wanted().merchantPaymentId(),
                        shapes.status(code),
                        code.wanted().amount(),
                        code.paymentId()))
                .toList();
    }

    /// @param captured and refunded in yen
    record Tally(int charges, long captured, int refunds, long refunded) {}

    /// Per payment: what was really taken and given back.
    @GetMapping("/tally")
    Map<String, Tally> tally() {
        var tallies = new LinkedHashMap<String, Tally>();
        for (var code : books.codes.all()) {
            if (code.state() == Code.State.COMPLETED && code.paymentId() != null) {
                tallies.put(
                        code.paymentId(),
                        new Tally(1, code.wanted().amount(), code.refunds().size(), books.refunded(code)));
            }
        }
        return tallies;
    }

    /// @param forget whether what waits is never sent; left out: it is sent when on
    record Switch(boolean on, @Nullable Boolean forget) {}

    record Webhooks(boolean on, int waiting) {}

    @GetMapping("/webhooks")
    Webhooks webhooks() {
        return new Webhooks(news.courier().isOn(), news.courier().waiting());
    }

    @PutMapping("/webhooks")
    Webhooks webhooks(@RequestBody Switch wanted) {
        if (Boolean.TRUE.equals(wanted.forget())) {
            news.courier().forget();
        }
        news.courier().switchOn(wanted.on());
        return webhooks();
    }

    @GetMapping("/deliveries")
    List<Parcel> deliveries(@RequestParam(defaultValue = "200") int limit) {
        return news.courier().newest(limit);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Map<String, String> notFound(PayPayError e) {
        return Map.of("error", String.valueOf(e.getMessage()));
    }
}
