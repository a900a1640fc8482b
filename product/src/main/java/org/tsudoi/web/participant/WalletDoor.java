package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.web.Pages;
import org.tsudoi.web.security.Cookies;

/// The way from an order's page to the page for its wallet and back. An order's link lets whoever has it in, and on the
/// wallet's page runs a script of somebody else: so the link goes there in a cookie that no script can read, and the
/// page's own address says nothing but the payment.
@Component
class WalletDoor {
    static final String ROOMS = "/wallet/";

    private static final String COOKIE = "wallet";

    /// Longer than anybody may pay.
    private static final Duration KEPT = Duration.ofHours(2);

    private final Cookies cookies;
    private final PlatformSettings settings;

    WalletDoor(Cookies cookies, PlatformSettings settings) {
        this.cookies = cookies;
        this.settings = settings;
    }

    /// @param url where the payment is to be made: a page of its provider, or ours for wallets
    ModelAndView lead(String link, String url, HttpServletResponse response) {
        var rooms = settings.link(ROOMS);
        var payment =
                url.startsWith(rooms) ? PaymentId.parse(url.substring(rooms.length())) : Optional.<PaymentId>empty();
        if (payment.isEmpty()) return Pages.toProvider(url);
        var room = ROOMS + payment.get();
        cookies.writeAt(response, room, COOKIE, link, KEPT);
        return Pages.seeOther(room);
    }

    /// The link of the order, of whoever came by it.
    Optional<String> link(HttpServletRequest request) {
        return cookies.readAt(request, COOKIE);
    }
}
