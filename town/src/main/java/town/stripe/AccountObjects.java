package town.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The account and what it is told, as the API shows them.
@Component
class AccountObjects {
    private final Shapes shapes;
    private final JsonMapper json;
    private final Books books;
    private final StripeSettings settings;

    AccountObjects(Shapes shapes, JsonMapper json, Books books, StripeSettings settings) {
        this.shapes = shapes;
        this.json = json;
        this.books = books;
        this.settings = settings;
    }

    ObjectNode event(StripeEvent event) {
        var shown = shapes.of("event")
                .put("id", event.id())
                .put("api_version", StripeGate.VERSION)
                .put("created", event.created().getEpochSecond())
                .put("pending_webhooks", pending(event))
                .put("type", event.type());
        var data = shown.withObject("data");
        data.set("object", json.readTree(event.object()));
        if (event.previous() != null) {
            data.set("previous_attributes", json.readTree(event.previous()));
        }
        shown.withObject("request").put("id", event.request()).put("idempotency_key", event.idempotencyKey());
        return shown;
    }

    private long pending(StripeEvent event) {
        return books.endpoints.all().stream()
                .filter(endpoint -> endpoint.wants(event.type()))
                .count();
    }

    ObjectNode endpoint(Endpoint endpoint) {
        var shown = shapes.of("webhook_endpoint")
                .put("id", endpoint.id())
                .put("created", endpoint.created().getEpochSecond())
                .put("description", endpoint.description())
                .put("status", endpoint.enabled() ? "enabled" : "disabled")
                .put("url", endpoint.url());
        shown.set("enabled_events", json.valueToTree(endpoint.types()));
        shown.set("metadata", json.valueToTree(endpoint.metadata()));
        return shown;
    }

    ObjectNode account(Instant now) {
        var shown = shapes.of("account").put("id", "acct_1Town").put("created", now.getEpochSecond());
        shown.withObject("business_profile").put("name", settings.merchant());
        shown.withObject("external_accounts").put("url", "/v1/accounts/acct_1Town/external_accounts");
        return shown;
    }

    ObjectNode balance() {
        var shown = json.createObjectNode().put("object", "balance").put("livemode", false);
        var sums = new TreeMap<String, Long>(Map.of("jpy", 0L));
        books.entries.all().forEach(entry -> sums.merge(entry.currency(), entry.net(), Long::sum));
        for (var part : List.of("available", "connect_reserved", "pending")) {
            var array = shown.putArray(part);
            sums.forEach((currency, net) -> {
                var sum = part.equals("pending") ? net : 0;
                var row = array.addObject().put("amount", sum).put("currency", currency);
                row.putObject("source_types").put("card", sum);
            });
        }
        return shown;
    }
}
