package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import town.web.Pages;

/// What is known here of each order, with a button for what only time or somebody else decides.
@Controller
public class PayPalOverview {
    private static final int SHOWN_MAX = 100;

    private final PayPalBooks books;
    private final PayPalOrders orders;
    private final PayPalDisputes disputes;
    private final Pages pages;

    PayPalOverview(PayPalBooks books, PayPalOrders orders, PayPalDisputes disputes, Pages pages) {
        this.books = books;
        this.orders = orders;
        this.disputes = disputes;
        this.pages = pages;
    }

    /// @param acts what can be done by hand
    public record Row(
            String id,
            String amount,
            String state,
            Instant at,
            @Nullable String pageUrl,
            @Nullable String capture,
            List<String> acts) {
        public String chip() {
            return state.equals("paid") ? "good" : "due";
        }
    }

    @GetMapping("/paypal")
    ResponseEntity<String> show(HttpServletRequest request) {
        var rows = books.orders.newest(SHOWN_MAX).stream().map(this::row).toList();
        return pages.show(request, "paypal/overview", Map.of("rows", rows));
    }

    @PostMapping("/paypal/captures/{id}/{act}")
    ResponseEntity<Void> act(@PathVariable String id, @PathVariable String act) {
        if (books.captures.find(id).isPresent()) {
            switch (act) {
                case "complete" -> orders.decide(id, true);
                case "deny" -> orders.decide(id, false);
                case "dispute" -> disputes.raise(id, Dispute.Stage.CHARGEBACK);
                case "won" -> disputes.decide(id, true);
                case "lost" -> disputes.decide(id, false);
                default -> {}
            }
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", "/paypal")
                .build();
    }

    private Row row(Order order) {
        var capture = Optional.ofNullable(order.capture()).flatMap(books.captures::find);
        var state = capture.map(this::state).orElse(order.status() == Order.Status.APPROVED ? "approved" : "open");
        return new Row(
                order.id(),
                order.wanted().amount().shown(),
                state,
                order.updated(),
                order.isOpen() ? "/paypal/checkoutnow?token=" + order.id() : null,
                order.capture(),
                acts(state));
    }

    private String state(Capture capture) {
        return switch (capture.state()) {
            case PENDING -> "pending";
            case DECLINED -> "denied";
            case COMPLETED -> {
                if (capture.reversed()) {
                    yield "reversed";
                }
                if (capture.dispute() != null
                        && books.dispute(capture.dispute()).isOpen()) {
                    yield "disputed";
                }
                yield books.refunded(capture).minor() > 0 ? "refunded" : "paid";
            }
        };
    }

    private static List<String> acts(String state) {
        return switch (state) {
            case "pending" -> List.of("complete", "deny");
            case "paid" -> List.of("dispute");
            case "disputed" -> List.of("won", "lost");
            default -> List.of();
        };
    }
}
