package town.paypay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// Everything as PayPay writes it.
@Component
class PayPayShapes {
    private final PayPayBooks books;
    private final Clock clock;
    private final String url;
    private final Environment environment;
    private final JsonMapper json = JsonMapper.shared();

    PayPayShapes(PayPayBooks books, TownClock clock, @Value("${town.url}") String url, Environment environment) {
        this.books = books;
        this.clock = clock;
        this.url = url;
        this.environment = environment;
    }

    /// What the code says: the page of the app.
    String pageOf(Code code) {
        var base = url.endsWith(":0")
                ? url.substring(0, url.length() - 1) + environment.getProperty("local.server.port", "0")
                : url;
        return base + "/paypay/app/" + code.id();
    }

    ObjectNode code(Code code) {
        var page = pageOf(code);
        var shown = json.createObjectNode()
                .put("codeId", code.id())
                .put("url", page)
                .put("deeplink", "paypay://payment?link_key=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                .put("expiryDate", code.expires().getEpochSecond());
        // What was asked for is said again.
        var asked = json.readTree(code.wanted().asked());
        for (var field : new String[] {
            "merchantPaymentId",
            "amount",
            "orderDescription",
            "orderItems",
            "codeType",
            "storeInfo",
            "storeId",
            "terminalId",
            "requestedAt",
            "redirectUrl",
            "redirectType",
            "isAuthorization"
        }) {
            if (asked.has(field)) {
                shown.set(field, asked.get(field));
            }
        }
        return shown;
    }

    ObjectNode payment(Code code) {
        var wanted = code.wanted();
        var shown = json.createObjectNode();
        if (code.paymentId() != null) {
            shown.put("paymentId", code.paymentId());
        }
        shown.put("status", status(code));
        if (code.acceptedAt() != null) {
            shown.put("acceptedAt", code.acceptedAt().getEpochSecond());
        }
        if (!code.refunds().isEmpty()) {
            var list = shown.withObject("refunds").withArray("data");
            code.refunds().forEach(id -> books.refunds.find(id).ifPresent(it -> list.add(refund(it))));
        }
        shown.put("merchantPaymentId", wanted.merchantPaymentId());
        shown.set("amount", yen(wanted.amount()));
        put(shown, "storeId", wanted.storeId());
        put(shown, "terminalId", wanted.terminalId());
        put(shown, "orderDescription", wanted.description());
        if (wanted.requestedAt() != null) {
            shown.put("requestedAt", wanted.requestedAt());
        }
        if (code.acceptedAt() != null) {
            var method = shown.withArray("paymentMethods").addObject();
            method.set("amount", yen(wanted.amount()));
            method.put("type", "WALLET");
        }
        return shown;
    }

    String status(Code code) {
        return switch (code.state()) {
            case CREATED -> code.isPayable(clock.instant()) ? "CREATED" : "EXPIRED";
            case COMPLETED -> books.refunded(code) == code.wanted().amount() ? "REFUNDED" : "COMPLETED";
            case FAILED -> "FAILED";
            case CANCELED, DELETED -> "CANCELED";
        };
    }

    ObjectNode refund(CodeRefund refund) {
        var shown = json.createObjectNode()
                .put("status", refund.done() ? "REFUNDED" : "CREATED")
                .put("acceptedAt", refund.acceptedAt().getEpochSecond())
                .put("merchantRefundId", refund.merchantRefundId())
                .put("paymentId", refund.paymentId());
        shown.set("amount", yen(refund.amount()));
        shown.put("requestedAt", refund.requestedAt());
        put(shown, "reason", refund.reason());
        return shown;
    }

    private ObjectNode yen(long amount) {
        return json.createObjectNode().put("amount", amount).put("currency", "JPY");
    }

    private static void put(ObjectNode shown, String field, @Nullable String value) {
        if (value != null) {
            shown.put(field, value);
        }
    }
}
