package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.platform.Problem;
import org.tsudoi.web.Pages;
import org.tsudoi.web.RateLimits;

/// The one page of ours with a script of somebody else on it: where a wallet pays. See docs/decisions/0024.
@Controller
class WalletPages {
    private static final RateLimits.Limit SHOWN = new RateLimits.Limit("order.wallet", 10, Duration.ofSeconds(30));

    private final Orders orders;
    private final Payments payments;
    private final WalletDoor door;
    private final RateLimits limits;
    private final WalletHeaders headers;

    WalletPages(Orders orders, Payments payments, WalletDoor door, RateLimits limits, PlatformSettings settings) {
        this.orders = orders;
        this.payments = payments;
        this.door = door;
        this.limits = limits;
        this.headers = new WalletHeaders(settings);
    }

    /// Strangers find nothing here; whoever came from the order's page is led back to it once nothing is to be paid.
    @GetMapping(WalletDoor.ROOMS + "{shown}")
    ModelAndView room(@PathVariable String shown, HttpServletRequest request, HttpServletResponse response) {
        var payment = PaymentId.parse(shown).orElseThrow(Problem::notFound);
        var link = door.link(request).orElseThrow(Problem::notFound);
        var order = orders.byLink(link).orElseThrow(Problem::notFound);
        if (!isPaying(order, payment)) return Pages.seeOther("/orders/" + link);
        limits.take(SHOWN, order.id().toString());
        var room = payments.walletRoom(payment);
        // Paid in another tab, or the provider is silent: the way back asks.
        if (room.isEmpty()) return Pages.seeOther("/orders/" + link + "/back");
        headers.put(response, room.get());
        return Pages.show("participant/wallet", "room", room.get(), "payment", payments.get(payment), "shown", shown);
    }

    private static boolean isPaying(Order order, PaymentId payment) {
        return order instanceof Order.Paying paying && paying.payment().equals(payment);
    }

    /// Where the provider's script and the link on the page lead: its address says nothing of the order.
    @GetMapping(WalletDoor.ROOMS + "{shown}/back")
    ModelAndView back(@PathVariable String shown, HttpServletRequest request) {
        if (PaymentId.parse(shown).isEmpty()) throw Problem.notFound();
        Optional<String> link =
                door.link(request).filter(it -> orders.idByLink(it).isPresent());
        return link.map(it -> Pages.seeOther("/orders/" + it + "/back"))
                .orElseGet(() -> Pages.show("participant/wallet-lost"));
    }
}
