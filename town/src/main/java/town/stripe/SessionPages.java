package town.stripe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where the payer goes from the hosted page.
final class SessionPages {
    private SessionPages() {}

    /// `{CHECKOUT_SESSION_ID}` in the shop's address is replaced, as it stands or percent-encoded.
    static String successUrl(Session session) {
        return session.wanted()
                .successUrl()
                .replace("{CHECKOUT_SESSION_ID}", session.id())
                .replace(URLEncoder.encode("{CHECKOUT_SESSION_ID}", StandardCharsets.UTF_8), session.id());
    }
}
