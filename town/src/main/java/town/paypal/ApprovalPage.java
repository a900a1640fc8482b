package town.paypal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;
import town.web.Language;
import town.web.Pages;

/// PayPal's own page, where the payer signs in and approves, or leaves.
@Controller
public class ApprovalPage {
    private static final int NAME_MAX = 140;

    private final PayPalOrders orders;
    private final PayPalSettings settings;
    private final Pages pages;

    ApprovalPage(PayPalOrders orders, PayPalSettings settings, Pages pages) {
        this.orders = orders;
        this.settings = settings;
        this.pages = pages;
    }

    /// @param keeps whether the shop may charge the wallet from then on
    /// @param declined whether the last choice was refused
    /// @param wrongEmail whether what was typed is no address
    public record View(
            String merchant,
            String amount,
            List<Item> items,
            @Nullable String leaveUrl,
            String email,
            List<String> fundings,
            boolean payNow,
            boolean keeps,
            boolean declined,
            boolean wrongEmail) {}

    public record Item(String name, String amount) {}

    @GetMapping("/paypal/checkoutnow")
    ResponseEntity<String> show(HttpServletRequest request, @RequestParam(defaultValue = "") String token) {
        var order = current(token);
        return order.map(it -> it.isOpen() ? form(request, it, "hanako@town.example", false) : closed(request, it))
                .orElseGet(() -> nowhere(request));
    }

    @PostMapping("/paypal/checkoutnow")
    ResponseEntity<String> answer(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "BALANCE") Funding funding,
            @RequestParam(defaultValue = "") String email) {
        var order = current(token);
        if (order.isEmpty()) {
            return nowhere(request);
        }
        if (!order.get().isOpen()) {
            return closed(request, order.get());
        }
        var address = email.strip();
        if (address.length() > NAME_MAX || !address.matches("[^@\\s]+@[^@\\s]+")) {
            return form(request, order.get(), address, true);
        }
        return switch (orders.approve(token, "花子", "山田", address, funding)) {
            case PayPalOrders.Answer.Approved(var approved) -> approved(request, approved);
            case PayPalOrders.Answer.NotOpen(var now) -> closed(request, now);
        };
    }

    private ResponseEntity<String> approved(HttpServletRequest request, Order order) {
        var url = returnUrl(order);
        return url == null
                ? closed(request, order)
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header("Location", url)
                        .build();
    }

    private Optional<Order> current(String token) {
        try {
            return Optional.of(orders.current(token));
        } catch (PayPalError _) {
            return Optional.empty();
        }
    }

    static @Nullable String returnUrl(Order order) {
        var url = order.wanted().returnUrl();
        if (url == null || order.payer() == null) {
            return url;
        }
        return with(url, "token=" + order.id() + "&PayerID=" + order.payer().id());
    }

    private static @Nullable String cancelUrl(Order order) {
        var url = order.wanted().cancelUrl();
        return url == null ? null : with(url, "token=" + order.id());
    }

    private static String with(String url, String parameters) {
        return url + (url.contains("?") ? "&" : "?") + parameters;
    }

    private ResponseEntity<String> form(HttpServletRequest request, Order order, String email, boolean wrongEmail) {
        var wanted = order.wanted();
        var view = new View(
                merchant(order),
                wanted.amount().shown(),
                items(order),
                cancelUrl(order),
                email,
                List.of(Funding.values()).stream()
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .toList(),
                wanted.payNow(),
                wanted.vaulting() != null,
                order.declined(),
                wrongEmail);
        return pages.show(request, language(request, order), HttpStatus.OK, "paypal/approval", Map.of("view", view));
    }

    private static List<Item> items(Order order) {
        var unit = JsonMapper.shared().readTree(order.wanted().unit());
        if (!unit.path("items").isArray()) {
            var what = order.wanted().description();
            return what == null
                    ? List.of()
                    : List.of(new Item(what, order.wanted().amount().shown()));
        }
        return unit.path("items")
                .valueStream()
                .map(item -> new Item(
                        item.path("name").asString("") + " × "
                                + item.path("quantity").asString("1"),
                        new Wish("", item.path("unit_amount")).amount().shown()))
                .toList();
    }

    private ResponseEntity<String> closed(HttpServletRequest request, Order order) {
        var state = order.status() == Order.Status.COMPLETED ? "completed" : "approved";
        return end(request, language(request, order), HttpStatus.OK, state, merchant(order), returnUrl(order));
    }

    private ResponseEntity<String> nowhere(HttpServletRequest request) {
        return end(request, Language.of(request), HttpStatus.NOT_FOUND, "gone", settings.merchant(), null);
    }

    private ResponseEntity<String> end(
            HttpServletRequest request,
            Language language,
            HttpStatus status,
            String state,
            String merchant,
            @Nullable String onward) {
        var values = new HashMap<String, Object>();
        values.put("state", state);
        values.put("merchant", merchant);
        values.put("onward", onward);
        return pages.show(request, language, status, "paypal/end", values);
    }

    private String merchant(Order order) {
        var brand = order.wanted().brand();
        return brand == null ? settings.merchant() : brand;
    }

    /// The language the shop asked for, unless the payer chose one.
    private static Language language(HttpServletRequest request, Order order) {
        return request.getParameter("lang") == null
                ? Language.of(order.wanted().locale()).orElseGet(() -> Language.of(request))
                : Language.of(request);
    }
}
