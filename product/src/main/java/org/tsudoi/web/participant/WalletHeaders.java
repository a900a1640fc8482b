package org.tsudoi.web.participant;

import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsudoi.payments.WalletRoom;
import org.tsudoi.platform.PlatformSettings;

/// What makes a glass room of the page for wallets. The script in it may call, frame and load what is its provider's,
/// and of ours only what is public: no page of ours can be fetched, framed or sent a form from there.
///
/// A window that it opens on a page of ours is cut off, because all our pages have another opener policy (HTML,
/// "matching cross-origin opener policies"); one with the provider is not, which wallets need.
final class WalletHeaders {
    private static final String DENIED = "camera=(), microphone=(), display-capture=(), geolocation=(), usb=(), "
            + "browsing-topics=(), publickey-credentials-get=(), publickey-credentials-create=()";

    private final String ours;

    WalletHeaders(PlatformSettings settings) {
        // Not 'self': an answer of ours that is JSON can be read by whoever may load scripts from its address.
        this.ours = settings.link("/assets/");
    }

    void put(HttpServletResponse response, WalletRoom room) {
        response.setHeader("Content-Security-Policy", policy(room));
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
        // The provider holds the site's address against the one that was registered; it learns no page.
        response.setHeader("Referrer-Policy", "origin");
        var frames = room.frames().stream().map(it -> '"' + it + '"').collect(Collectors.joining(" "));
        response.setHeader("Permissions-Policy", DENIED + ", payment=(self " + frames + ")");
    }

    private String policy(WalletRoom room) {
        return String.join(
                "; ",
                "default-src 'none'",
                sources("script-src", Stream.concat(Stream.of(ours), room.scripts().stream())),
                sources("connect-src", room.calls().stream()),
                sources("frame-src", room.frames().stream()),
                sources("style-src", Stream.of(ours)),
                sources("img-src", Stream.of(ours, "data:")),
                "worker-src 'none'",
                "object-src 'none'",
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    private static String sources(String directive, Stream<String> from) {
        return Stream.concat(Stream.of(directive), from).collect(Collectors.joining(" "));
    }
}
