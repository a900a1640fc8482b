package org.tsudoi.payments.stripe;

import java.net.URI;
import java.util.List;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.WalletRoom;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.WalletRooms;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.JsonNode;

/// Gives the page for a wallet the secret of its intent, and says where Stripe's script may reach
/// (docs.stripe.com/security/guide#content-security-policy, 2026-11).
final class StripeRooms implements WalletRooms {
    private static final String STRIPES_OWN = "js.stripe.com";

    private final StripeIntents intents;
    private final StripeExpress express;

    StripeRooms(StripeClient stripe, StripeExpress express) {
        this.intents = new StripeIntents(stripe);
        this.express = express;
    }

    @Override
    public String name() {
        return StripeAdapter.NAME;
    }

    @Override
    public Answer<WalletRoom> room(PaymentId id, String reference) {
        return switch (intents.look(id.toString(), reference)) {
            case Reply.Done(var intent) -> room(id, intent);
            case Reply.Denied(var status, var code) -> new Answer.Refused<>(StripeAdapter.reason(status, code), code);
            case Reply.Unclear(var why, var _) -> new Answer.NotKnown<>(why);
        };
    }

    private Answer<WalletRoom> room(PaymentId id, JsonNode intent) {
        var secret = StripeReading.text(intent, "client_secret");
        boolean ours = id.equals(StripeReading.payment(intent)) && StripeIntents.isPayableInRoom(intent);
        return secret == null || !ours
                ? new Answer.NotKnown<>("words not understood")
                : new Answer.Given<>(room(secret));
    }

    private WalletRoom room(String secret) {
        var script = express.scriptUrl();
        var key = express.publishableKey();
        if (STRIPES_OWN.equals(script.getHost())) {
            return new WalletRoom(
                    script,
                    List.of("https://js.stripe.com", "https://*.js.stripe.com"),
                    List.of("https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"),
                    List.of("https://api.stripe.com"),
                    key,
                    secret);
        }
        var origin = List.of(origin(script));
        return new WalletRoom(script, origin, origin, origin, key, secret);
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}
