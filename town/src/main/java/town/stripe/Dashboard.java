package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import town.weather.Mode;
import town.web.Pages;

/// The shop's own view of its payments, with a few things to do that the real one leaves to fate.
@Controller
class Dashboard {
    private static final int ROWS = 50;

    private final Books books;
    private final Checkout checkout;
    private final Disputes disputes;
    private final Deliveries deliveries;
    private final RequestLog log;
    private final Pages pages;

    Dashboard(Books books, Checkout checkout, Disputes disputes, Deliveries deliveries, RequestLog log, Pages pages) {
        this.books = books;
        this.checkout = checkout;
        this.disputes = disputes;
        this.deliveries = deliveries;
        this.log = log;
        this.pages = pages;
    }

    @GetMapping("/stripe")
    ResponseEntity<String> show(HttpServletRequest request, @RequestParam(defaultValue = "payments") String tab) {
        var captured = books.charges.newest(Integer.MAX_VALUE, Charge::isCaptured);
        var view = new DashboardView(
                tab,
                sum(captured.stream()
                        .filter(it -> it.currency().equals("jpy"))
                        .mapToLong(Charge::captured)
                        .sum()),
                sum(captured.stream()
                        .filter(it -> it.currency().equals("jpy"))
                        .mapToLong(Charge::refunded)
                        .sum()),
                captured.size(),
                deliveries.isOn(),
                deliveries.waiting(),
                books.charges.newest(ROWS).stream().map(this::row).toList(),
                books.sessions.newest(ROWS).stream().map(Dashboard::row).toList(),
                books.refunds.newest(ROWS).stream().map(Dashboard::row).toList(),
                books.events.newest(ROWS).stream()
                        .map(event -> new DashboardView.NewsRow(event.created(), event.id(), event.type()))
                        .toList(),
                books.deliveries.newest(ROWS).stream().map(Dashboard::row).toList(),
                log.latest(ROWS).stream().map(Dashboard::row).toList());
        return pages.show(request, "dashboard", Map.of("view", view));
    }

    @PostMapping("/stripe/sessions/{id}/expire")
    ResponseEntity<Void> expire(@PathVariable String id) {
        books.locked(() -> {
            var session = checkout.current(id);
            if (session.isOpen()) {
                checkout.expire(session);
            }
        });
        return back("sessions");
    }

    @PostMapping("/stripe/charges/{id}/dispute")
    ResponseEntity<Void> dispute(@PathVariable String id) {
        disputes.raise(id);
        return back("payments");
    }

    @PostMapping("/stripe/charges/{id}/dispute/{end}")
    ResponseEntity<Void> decide(@PathVariable String id, @PathVariable String end) {
        disputes.decide(id, end.equals("won"));
        return back("payments");
    }

    @PostMapping("/stripe/deliveries/{id}/resend")
    ResponseEntity<Void> resend(@PathVariable String id) {
        books.deliveries.find(id).ifPresent(deliveries::resend);
        return back("deliveries");
    }

    @PostMapping("/stripe/webhooks")
    ResponseEntity<Void> webhooks(@RequestParam boolean on) {
        deliveries.switchOn(on);
        return back("deliveries");
    }

    private static ResponseEntity<Void> back(String tab) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/stripe?tab=" + tab))
                .build();
    }

    private static String sum(long yen) {
        return Currencies.shown(yen, "jpy");
    }

    private DashboardView.PaymentRow row(Charge charge) {
        var state = state(charge);
        return new DashboardView.PaymentRow(
                charge.created(),
                charge.id(),
                charge.intent(),
                Currencies.shown(charge.amount(), charge.currency()),
                charge.refunded() == 0 ? "" : Currencies.shown(charge.refunded(), charge.currency()),
                state,
                switch (state) {
                    case "paid" -> "good";
                    case "failed", "disputed" -> "bad";
                    case "held" -> "due";
                    default -> "info";
                },
                charge.card() == null
                        ? "konbini"
                        : charge.card().brand() + " " + charge.card().last4(),
                charge.isCaptured() && charge.dispute() == null && charge.refundable() > 0,
                isUndecided(charge));
    }

    private boolean isUndecided(Charge charge) {
        return Optional.ofNullable(charge.dispute())
                .flatMap(books.disputes::find)
                .filter(Dispute::isUndecided)
                .isPresent();
    }

    private static String state(Charge charge) {
        if (!charge.paid()) {
            return "failed";
        }
        if (charge.dispute() != null) {
            return "disputed";
        }
        if (!charge.isCaptured()) {
            return "held";
        }
        if (charge.refunded() == 0) {
            return "paid";
        }
        return charge.refundable() == 0 ? "refunded" : "part";
    }

    private static DashboardView.SessionRow row(Session session) {
        return new DashboardView.SessionRow(
                session.created(),
                session.id(),
                Currencies.shown(session.wanted().total(), session.wanted().currency()),
                session.status().word(),
                switch (session.status()) {
                    case OPEN -> "due";
                    case COMPLETE -> "good";
                    case EXPIRED -> "";
                },
                session.isOpen());
    }

    private static DashboardView.RefundRow row(Refund refund) {
        return new DashboardView.RefundRow(
                refund.created(),
                refund.id(),
                Currencies.shown(refund.amount(), refund.currency()),
                refund.status().word(),
                switch (refund.status()) {
                    case PENDING -> "due";
                    case SUCCEEDED -> "good";
                    case FAILED -> "bad";
                });
    }

    private static DashboardView.DeliveryRow row(Delivery delivery) {
        var lost = delivery.twist() == Mode.WEBHOOK_LOST;
        var state = delivery.delivered() ? "arrived" : delivery.due() != null ? "waiting" : lost ? "lost" : "failed";
        return new DashboardView.DeliveryRow(
                delivery.id(),
                delivery.last(),
                delivery.type(),
                delivery.url(),
                delivery.attempts(),
                state,
                Map.of("arrived", "good", "waiting", "due").getOrDefault(state, "bad"),
                delivery.answer(),
                delivery.twist() == null ? null : delivery.twist().word());
    }

    private static DashboardView.CallRow row(RequestLog.Seen seen) {
        return new DashboardView.CallRow(
                seen.at(),
                seen.method(),
                seen.path(),
                seen.status(),
                seen.status() == 200 ? "good" : seen.status() >= 400 && seen.status() < 500 ? "due" : "bad",
                seen.idempotencyKey(),
                seen.weather());
    }
}
