package town.paypal;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Kept wallets as PayPal writes them.
@Component
class VaultShapes {
    private final PayPalBooks books;
    private final String url;
    private final Environment environment;

    VaultShapes(PayPalBooks books, @Value("${town.url}") String url, Environment environment) {
        this.books = books;
        this.url = url;
        this.environment = environment;
    }

    String base() {
        var base = url.endsWith(":0")
                ? url.substring(0, url.length() - 1) + environment.getProperty("local.server.port", "0")
                : url;
        return base + "/paypal";
    }

    /// Like PayPal's, it does not say with which order the payer agreed.
    ObjectNode token(VaultToken token) {
        var shown = JsonMapper.shared().createObjectNode().put("id", token.id());
        shown.withObject("customer").put("id", token.customer());
        var paypal = shown.withObject("payment_source").withObject("paypal");
        paypal.put("permit_multiple_payment_tokens", false)
                .put("usage_type", "MERCHANT")
                .put("customer_type", "CONSUMER")
                .put("email_address", token.payer().email())
                .put("payer_id", token.payer().id());
        paypal.withObject("name")
                .put("given_name", token.payer().givenName())
                .put("surname", token.payer().surname());
        links(shown, token);
        return shown.put("time_created", PayPalShapes.millis(token.created()));
    }

    ObjectNode setup(SetupToken setup) {
        var shown = JsonMapper.shared().createObjectNode().put("id", setup.id());
        shown.withObject("customer").put("id", setup.customer());
        shown.put("status", setup.status());
        var paypal = shown.withObject("payment_source").withObject("paypal");
        paypal.put("usage_type", "MERCHANT").put("customer_type", "CONSUMER");
        if (setup.payer() == null) {
            PayPalShapes.link(
                    shown, base() + "/agreements/approve?approval_session_id=" + setup.id(), "approve", "GET");
        } else {
            PayPalShapes.link(shown, base() + "/v3/vault/payment-tokens", "confirm", "POST");
        }
        PayPalShapes.link(shown, base() + "/v3/vault/setup-tokens/" + setup.id(), "self", "GET");
        return shown;
    }

    ObjectNode deleted(VaultToken token) {
        var shown = JsonMapper.shared().createObjectNode().put("id", token.id());
        shown.withObject("payment_source").withObject("paypal");
        return shown;
    }

    private void links(ObjectNode shown, VaultToken token) {
        var self = base() + "/v3/vault/payment-tokens/" + token.id();
        PayPalShapes.link(shown, self, "self", "GET");
        PayPalShapes.link(shown, self, "delete", "DELETE");
    }

    /// What became of the wish to keep the wallet that an order was paid from.
    void kept(ObjectNode paypal, Order order) {
        if (order.wanted().vaulting() == null || order.capture() == null) {
            return;
        }
        var token = books.tokenOf.find(order.id()).flatMap(books.tokens::find);
        if (token.isEmpty() && books.silent.find(order.id()).isPresent()) {
            return;
        }
        var vault = paypal.withObject("attributes").withObject("vault");
        token.ifPresent(it -> {
            vault.put("id", it.id());
            vault.withObject("customer").put("id", it.customer());
            links(vault, it);
        });
        vault.put("status", token.isPresent() ? "VAULTED" : "APPROVED");
        PayPalShapes.link(vault, base() + "/v2/checkout/orders/" + order.id(), "up", "GET");
    }
}
