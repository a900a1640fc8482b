package town.omise;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import town.state.TownClock;

/// Things as Omise's API shows them, version 2019-05-29: the fields of a real PromptPay charge, in their order.
@Component
class OmiseObjects {
    private static final int FIRST_PAGE = 20;

    private final OmiseBooks books;
    private final OmiseSettings settings;
    private final String url;
    private final Clock clock;

    OmiseObjects(OmiseBooks books, OmiseSettings settings, @Value("${town.url}") String url, TownClock clock) {
        this.books = books;
        this.settings = settings;
        this.url = url;
        this.clock = clock;
    }

    ObjectNode charge(Charge charge) {
        var asked = charge.asked();
        long amount = asked.amount();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "charge");
        node.put("id", charge.id());
        node.put("location", "/charges/" + charge.id());
        node.put("amount", amount);
        node.putNull("acquirer_reference_number");
        node.put("net", OmiseFee.net(amount));
        node.put("fee", OmiseFee.fee(amount));
        node.put("fee_vat", OmiseFee.vat(amount));
        node.put("interest", 0);
        node.put("interest_vat", 0);
        node.put("funding_amount", amount);
        node.put("refunded_amount", charge.refunded());
        node.putObject("transaction_fees")
                .put("fee_flat", "0.0")
                .put("fee_rate", "1.65")
                .put("vat_rate", "7.0");
        node.putObject("platform_fee").putNull("fixed").putNull("amount").putNull("percentage");
        node.put("currency", "THB");
        node.put("funding_currency", "THB");
        node.putNull("ip");
        node.set("refunds", refunds(charge));
        node.putNull("link");
        node.put("description", asked.description());
        node.set("metadata", JsonMapper.shared().readTree(asked.metadata()));
        node.putNull("card");
        node.set("source", source(charge));
        node.putNull("schedule").putNull("linked_account").putNull("customer").putNull("dispute");
        node.put("transaction", charge.transaction());
        how(node, charge);
        when(node, charge);
        what(node, charge);
        return node;
    }

    private void how(ObjectNode node, Charge charge) {
        var failure = charge.failure();
        node.put("failure_code", failure == null ? null : failure.code());
        node.put("failure_message", failure == null ? null : failure.message());
        node.putNull("merchant_advice");
        node.put("status", charge.status().word());
        node.put("authorize_uri", charge.asked().source().isPromptPay() ? null : authorizeUri(charge));
        node.put("return_uri", charge.asked().returnUri());
    }

    private static void when(ObjectNode node, Charge charge) {
        node.put("created_at", time(charge.created()));
        node.put("paid_at", time(charge.paid()));
        node.put("authorized_at", time(charge.paid()));
        node.put("expires_at", time(charge.asked().expires()));
        node.put("expired_at", time(charge.expired()));
        node.putNull("reversed_at");
    }

    private void what(ObjectNode node, Charge charge) {
        var paid = charge.status() == Charge.Status.SUCCESSFUL;
        var refundable = paid
                && settings.refundable()
                && !books.keepsAll()
                && charge.refunded() < charge.asked().amount();
        node.put("multi_capture", false);
        node.put("zero_interest_installments", true);
        node.putNull("branch").putNull("terminal").putNull("device");
        node.put("authorized", paid);
        node.put("capturable", false);
        node.put("capture", true);
        node.put("disputable", false);
        node.put("livemode", false);
        node.put("refundable", refundable);
        node.put("partially_refundable", refundable);
        node.put("reversed", false);
        node.put("reversible", false);
        node.put("voided", false);
        node.put("paid", paid);
        node.put("expired", charge.status() == Charge.Status.EXPIRED);
        node.put("can_perform_void", false);
        node.putNull("approval_code");
    }

    private String authorizeUri(Charge charge) {
        return url + "/omise/payments/" + charge.names().payment() + "/authorize";
    }

    private ObjectNode refunds(Charge charge) {
        var newestFirst = charge.refunds().reversed();
        var node = list(newestFirst.stream()
                .map(refund -> refund(charge, refund))
                .limit(FIRST_PAGE)
                .toList());
        node.put("limit", FIRST_PAGE);
        node.put("offset", 0);
        node.put("total", charge.refunds().size());
        node.put("location", "/charges/" + charge.id() + "/refunds");
        node.put("order", "chronological");
        node.put("from", "1970-01-01T00:00:00Z");
        node.put("to", time(clock.instant()));
        return node;
    }

    static ObjectNode list(List<ObjectNode> rows) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "list");
        var data = node.putArray("data");
        rows.forEach(data::add);
        return node;
    }

    ObjectNode refund(Charge charge, Refund refund) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "refund");
        node.put("id", refund.id());
        node.put("location", "/charges/" + charge.id() + "/refunds/" + refund.id());
        node.putNull("acquirer_reference_number");
        node.put("amount", refund.amount());
        node.putNull("approval_code");
        node.put("charge", charge.id());
        node.put("created_at", time(refund.created()));
        node.put("currency", "THB");
        node.put("funding_amount", refund.amount());
        node.put("funding_currency", "THB");
        node.put("livemode", false);
        node.set("metadata", JsonMapper.shared().readTree(refund.metadata()));
        node.put("status", refund.status().word());
        node.putNull("terminal");
        node.put("transaction", refund.transaction());
        node.put("voided", false);
        return node;
    }

    private ObjectNode source(Charge charge) {
        var node = source(charge.asked().source());
        if (charge.asked().source().isPromptPay()) {
            var code = node.putObject("scannable_code");
            code.put("object", "barcode");
            code.put("type", "qr");
            code.set("image", picture(charge));
            code.putNull("raw_data");
        }
        node.putObject("provider_references")
                .put("reference_number_1", charge.names().payment())
                .putNull("reference_number_2")
                .putNull("payment_channel");
        node.put("charge_status", charge.status().word());
        return node;
    }

    private ObjectNode picture(Charge charge) {
        var names = charge.names();
        var location = "/charges/" + charge.id() + "/documents/" + names.document();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "document");
        node.put("livemode", false);
        node.put("id", names.document());
        node.put("deleted", false);
        node.put("filename", "qrcode.svg");
        node.put("location", location);
        node.put("kind", "qr");
        node.put("download_uri", settings.apiUrl() + location + "/downloads/" + names.download());
        node.put("created_at", time(charge.created()));
        return node;
    }

    static ObjectNode source(Source source) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "source");
        node.put("id", source.id());
        node.put("livemode", false);
        node.put("location", "/sources/" + source.id());
        node.put("amount", source.amount());
        node.putNull("barcode").putNull("bank");
        node.put("created_at", time(source.created()));
        node.put("currency", "THB");
        node.put("email", source.email());
        node.put("flow", source.flow());
        node.putNull("installment_term").putNull("ip").putNull("absorption_type");
        node.put("name", source.name());
        node.putNull("mobile_number");
        node.put("phone_number", source.phone());
        node.putNull("platform_type").putNull("scannable_code").putNull("qr_settings");
        node.putNull("billing").putNull("shipping");
        node.putArray("items");
        node.putNull("references").putNull("provider_references");
        node.putNull("store_id").putNull("store_name").putNull("terminal_id");
        node.put("type", source.type());
        node.putNull("zero_interest_installments");
        node.put("charge_status", "unknown");
        node.putNull("receipt_amount");
        node.putArray("discounts");
        node.putNull("promotion_code").putNull("supplier_id");
        return node;
    }

    static ObjectNode event(OmiseEvent event) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("object", "event");
        node.put("id", event.id());
        node.put("livemode", false);
        node.put("location", "/events/" + event.id());
        node.putArray("webhook_deliveries");
        node.set("data", JsonMapper.shared().readTree(event.subject()));
        node.put("key", event.key());
        node.put("created_at", time(event.created()));
        return node;
    }

    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
