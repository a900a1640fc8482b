package town.paypal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Everything as PayPal writes it.
@Component
class PayPalShapes {
    private final PayPalBooks books;
    private final PayPalSettings settings;
    private final VaultShapes vault;
    private final JsonMapper json = JsonMapper.shared();

    PayPalShapes(PayPalBooks books, PayPalSettings settings, VaultShapes vault) {
        this.books = books;
        this.settings = settings;
        this.vault = vault;
    }

    String base() {
        return vault.base();
    }

    /// Where the payer approves.
    String pageOf(Order order) {
        return base() + "/checkoutnow?token=" + order.id();
    }

    ObjectNode order(Order order) {
        var shown = json.createObjectNode().put("id", order.id()).put("intent", "CAPTURE");
        shown.put("status", order.status().name());
        source(shown, order);
        shown.withArray("purchase_units").add(unit(order));
        payer(shown, order);
        shown.put("create_time", seconds(order.created())).put("update_time", seconds(order.updated()));
        links(shown, order);
        return shown;
    }

    /// Without `Prefer: return=representation`.
    ObjectNode shortly(Order order) {
        var shown = json.createObjectNode()
                .put("id", order.id())
                .put("status", order.status().name());
        source(shown, order);
        if (order.capture() != null) {
            var unit = shown.withArray("purchase_units").addObject();
            unit.put("reference_id", unit(order).path("reference_id").asString());
            payments(unit, order);
            payer(shown, order);
        }
        links(shown, order);
        return shown;
    }

    private ObjectNode unit(Order order) {
        var asked = json.readTree(order.wanted().unit());
        var unit = json.createObjectNode();
        unit.put("reference_id", asked.path("reference_id").asString("default"));
        ObjectNode amount = unit.set("amount", order.wanted().amount().json()).withObject("amount");
        copy(asked.path("amount"), amount, "breakdown");
        unit.withObject("payee").put("merchant_id", settings.merchantId());
        for (var field : new String[] {"description", "custom_id", "invoice_id", "soft_descriptor", "items"}) {
            copy(asked, unit, field);
        }
        payments(unit, order);
        return unit;
    }

    private static void copy(JsonNode from, ObjectNode to, String field) {
        if (from.has(field)) {
            to.set(field, from.get(field));
        }
    }

    private void payments(ObjectNode unit, Order order) {
        if (order.capture() == null) {
            return;
        }
        var capture = books.capture(order.capture());
        var payments = unit.withObject("payments");
        payments.withArray("captures").add(captureIn(capture));
        capture.refunds().forEach(id -> payments.withArray("refunds").add(refund(books.refund(id))));
    }

    private void source(ObjectNode shown, Order order) {
        if (!order.wanted().wallet() && order.payer() == null) {
            return;
        }
        var paypal = shown.withObject("payment_source").withObject("paypal");
        if (order.payer() != null) {
            paypal.put("email_address", order.payer().email())
                    .put("account_id", order.payer().id())
                    .put("account_status", "VERIFIED");
            name(paypal, order.payer());
            paypal.withObject("address").put("country_code", "JP");
        }
        vault.kept(paypal, order);
    }

    private static void payer(ObjectNode shown, Order order) {
        if (order.payer() == null) {
            return;
        }
        var payer = shown.withObject("payer");
        name(payer, order.payer());
        payer.put("email_address", order.payer().email())
                .put("payer_id", order.payer().id());
        payer.withObject("address").put("country_code", "JP");
    }

    private static void name(ObjectNode shown, Payer payer) {
        shown.withObject("name").put("given_name", payer.givenName()).put("surname", payer.surname());
    }

    private void links(ObjectNode shown, Order order) {
        var self = base() + "/v2/checkout/orders/" + order.id();
        link(shown, self, "self", "GET");
        switch (order.status()) {
            case CREATED -> {
                link(shown, pageOf(order), "approve", "GET");
                link(shown, self, "update", "PATCH");
                link(shown, self + "/capture", "capture", "POST");
            }
            case PAYER_ACTION_REQUIRED -> link(shown, pageOf(order), "payer-action", "GET");
            case APPROVED -> {
                link(shown, self, "update", "PATCH");
                link(shown, self + "/capture", "capture", "POST");
            }
            case COMPLETED -> {}
        }
    }

    ObjectNode capture(Capture capture) {
        var shown = captureIn(capture);
        shown.withObject("supplementary_data").withObject("related_ids").put("order_id", capture.order());
        shown.withObject("payee").put("merchant_id", settings.merchantId());
        return shown;
    }

    private ObjectNode captureIn(Capture capture) {
        var shown = json.createObjectNode().put("id", capture.id());
        shown.put("status", status(capture));
        if (capture.state() == Capture.State.PENDING) {
            shown.withObject("status_details").put("reason", "PENDING_REVIEW");
        }
        shown.set("amount", capture.amount().json());
        shown.put("final_capture", true);
        var protection = shown.withObject("seller_protection").put("status", "ELIGIBLE");
        protection.withArray("dispute_categories").add("ITEM_NOT_RECEIVED").add("UNAUTHORIZED_TRANSACTION");
        if (capture.state() == Capture.State.COMPLETED) {
            var breakdown = shown.withObject("seller_receivable_breakdown");
            breakdown.set("gross_amount", capture.amount().json());
            breakdown.set("paypal_fee", capture.amount().fee().json());
            breakdown.set(
                    "net_amount", capture.amount().minus(capture.amount().fee()).json());
        }
        put(shown, "invoice_id", capture.invoiceId());
        put(shown, "custom_id", capture.customId());
        var self = base() + "/v2/payments/captures/" + capture.id();
        link(shown, self, "self", "GET");
        link(shown, self + "/refund", "refund", "POST");
        link(shown, base() + "/v2/checkout/orders/" + capture.order(), "up", "GET");
        return shown.put("create_time", seconds(capture.created())).put("update_time", seconds(capture.updated()));
    }

    private String status(Capture capture) {
        if (capture.state() != Capture.State.COMPLETED) {
            return capture.state().name();
        }
        var refunded = books.refunded(capture).minor();
        if (capture.reversed() || refunded == capture.amount().minor()) {
            return "REFUNDED";
        }
        return refunded > 0 ? "PARTIALLY_REFUNDED" : "COMPLETED";
    }

    ObjectNode refund(Refund refund) {
        var shown = json.createObjectNode().put("id", refund.id());
        put(shown, "invoice_id", refund.invoiceId());
        put(shown, "custom_id", refund.customId());
        put(shown, "note_to_payer", refund.note());
        var breakdown = backFlow(shown, refund.amount());
        breakdown.set(
                "total_refunded_amount",
                refund.totalBefore().plus(refund.amount()).json());
        shown.put("status", refund.state().name());
        if (refund.state() != Refund.State.COMPLETED) {
            shown.withObject("status_details").put("reason", "ECHECK");
        }
        link(shown, base() + "/v2/payments/refunds/" + refund.id(), "self", "GET");
        link(shown, base() + "/v2/payments/captures/" + refund.capture(), "up", "GET");
        return shown.put("create_time", seconds(refund.created())).put("update_time", seconds(refund.updated()));
    }

    /// Without `Prefer: return=representation`.
    ObjectNode shortly(Refund refund) {
        var shown = refund(refund);
        return shown.retain("id", "status", "links");
    }

    /// What a bank or PayPal took back, in the shape of a refund.
    ObjectNode reversal(String id, Capture capture, Money amount, Instant at) {
        var shown = json.createObjectNode().put("id", id);
        put(shown, "invoice_id", capture.invoiceId());
        put(shown, "custom_id", capture.customId());
        backFlow(shown, amount).set("total_refunded_amount", amount.json());
        shown.put("status", "COMPLETED");
        link(shown, base() + "/v2/payments/captures/" + capture.id(), "up", "GET");
        return shown.put("create_time", seconds(at)).put("update_time", seconds(at));
    }

    /// PayPal keeps its fee.
    private static ObjectNode backFlow(ObjectNode shown, Money amount) {
        shown.set("amount", amount.json());
        var breakdown = shown.withObject("seller_payable_breakdown");
        breakdown.set("gross_amount", amount.json());
        breakdown.set("paypal_fee", new Money(amount.currency(), 0).json());
        breakdown.set("net_amount", amount.json());
        return breakdown;
    }

    ObjectNode dispute(Dispute dispute) {
        var capture = books.capture(dispute.capture());
        var shown = json.createObjectNode().put("dispute_id", dispute.id());
        shown.put("create_time", millis(dispute.created())).put("update_time", millis(dispute.updated()));
        var transaction = shown.withArray("disputed_transactions").addObject();
        transaction
                .put("seller_transaction_id", capture.id())
                .put("create_time", millis(capture.created()))
                .put("transaction_status", "COMPLETED");
        transaction.set("gross_amount", capture.amount().json());
        put(transaction, "invoice_number", capture.invoiceId());
        put(transaction, "custom", capture.customId());
        transaction.withObject("seller").put("merchant_id", settings.merchantId());
        shown.put("reason", dispute.reason());
        shown.put("status", dispute.isOpen() ? "WAITING_FOR_SELLER_RESPONSE" : "RESOLVED");
        shown.put("dispute_state", dispute.isOpen() ? "REQUIRED_ACTION" : "RESOLVED");
        shown.set("dispute_amount", dispute.amount().json());
        shown.put("dispute_life_cycle_stage", dispute.stage().name());
        shown.put("dispute_channel", dispute.stage() == Dispute.Stage.CHARGEBACK ? "EXTERNAL" : "INTERNAL");
        if (dispute.isOpen()) {
            shown.put("seller_response_due_date", millis(dispute.due()));
        } else {
            var outcome = shown.withObject("dispute_outcome");
            outcome.put("outcome_code", dispute.outcome().name());
            if (dispute.outcome() == Dispute.Outcome.RESOLVED_BUYER_FAVOUR) {
                outcome.set("amount_refunded", dispute.amount().json());
            }
        }
        for (var movement : dispute.movements()) {
            movement(shown.withArray("money_movements").addObject(), "affected_party", movement);
            movement(shown.withArray("fund_movements").addObject(), "party", movement);
        }
        link(shown, base() + "/v1/customer/disputes/" + dispute.id(), "self", "GET");
        return shown;
    }

    private static void movement(ObjectNode shown, String party, Dispute.Movement movement) {
        shown.put(party, "SELLER");
        shown.set("amount", movement.amount().json());
        shown.put("initiated_time", millis(movement.at()))
                .put("type", movement.debit() ? "DEBIT" : "CREDIT")
                .put("reason", movement.reason());
    }

    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String millis(Instant at) {
        return seconds(at).replace("Z", ".%03dZ".formatted(at.toEpochMilli() % 1000));
    }

    private static void put(ObjectNode shown, String field, @Nullable String value) {
        if (value != null) {
            shown.put(field, value);
        }
    }

    static void link(ObjectNode shown, String href, String rel, String method) {
        shown.withArray("links").addObject().put("href", href).put("rel", rel).put("method", method);
    }
}
