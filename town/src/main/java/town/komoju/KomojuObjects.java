package town.komoju;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Things as KOMOJU's API shows them.
@Component
class KomojuObjects {
    private final KomojuBooks books;
    private final String url;

    KomojuObjects(KomojuBooks books, @Value("${town.url}") String url) {
        this.books = books;
        this.url = url;
    }

    ObjectNode payment(Payment payment) {
        var asked = payment.asked();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", payment.id());
        node.put("resource", "payment");
        node.put("status", payment.status().word());
        node.put("amount", asked.amount());
        node.put("tax", asked.tax());
        node.putNull("customer");
        node.put("payment_deadline", time(payment.slip().deadline()));
        node.set("payment_details", details(payment));
        node.put("payment_method_fee", payment.slip().fee());
        node.put("total", payment.total());
        node.put("currency", "JPY");
        node.put("description", asked.description());
        node.put("captured_at", time(payment.captured()));
        node.put("external_order_num", asked.externalOrderNum());
        node.set("metadata", map(asked.metadata()));
        node.put("created_at", time(payment.created()));
        node.put("amount_refunded", payment.refunded());
        node.put("locale", asked.locale());
        node.put("session", asked.session());
        node.putNull("customer_family_name");
        node.putNull("customer_given_name");
        node.putNull("mcc");
        node.putNull("statement_descriptor");
        var refunds = node.putArray("refunds");
        payment.refunds().forEach(refund -> refunds.add(refund(payment, refund)));
        var requests = node.putArray("refund_requests");
        payment.requests().forEach(request -> requests.add(refundRequest(payment, request)));
        return node;
    }

    private ObjectNode details(Payment payment) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("type", "konbini");
        node.put("email", payment.asked().email());
        node.put("store", payment.asked().store().word());
        node.put("confirmation_code", payment.slip().confirmation());
        node.put("receipt", payment.slip().receipt());
        node.put("instructions_url", instructions(payment));
        return node;
    }

    String instructions(Payment payment) {
        return url + "/komoju/" + payment.asked().locale() + "/instructions/" + payment.id();
    }

    private static ObjectNode refund(Payment payment, Refund refund) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", refund.id());
        node.put("resource", "refund");
        node.put("amount", refund.amount());
        node.put("currency", "JPY");
        node.put("payment", payment.id());
        node.put("description", refund.description());
        node.put("created_at", time(refund.created()));
        node.put("chargeback", false);
        return node;
    }

    private static ObjectNode refundRequest(Payment payment, RefundRequest request) {
        var account = request.account();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", request.id());
        node.put("payment", payment.id());
        node.put("amount", request.amount());
        node.put("customer_name", account.customerName());
        node.put("bank_name", account.bankName());
        node.put("bank_code", account.bankCode());
        node.put("branch_name", account.branchName());
        node.put("branch_number", account.branchNumber());
        node.put("account_type", account.accountType());
        node.put("account_number", account.accountNumber());
        node.put("include_payment_method_fee", request.withFee());
        node.put("description", account.description());
        node.put("status", request.status().word());
        node.put("created_at", time(request.created()));
        return node;
    }

    ObjectNode session(Session session) {
        var wanted = session.wanted();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", session.id());
        node.put("resource", "session");
        node.put("mode", "payment");
        node.put("amount", wanted.amount());
        node.put("currency", "JPY");
        node.put("session_url", url + "/komoju/sessions/" + session.id());
        node.put("return_url", wanted.returnUrl());
        node.put("default_locale", wanted.locale());
        var methods = node.putArray("payment_methods");
        methods.add(konbini());
        node.put("created_at", time(session.created()));
        node.put("cancelled_at", session.status() == Session.Status.CANCELLED ? time(session.ended()) : null);
        node.put("completed_at", session.status() == Session.Status.COMPLETED ? time(session.ended()) : null);
        node.put("status", session.status().word());
        node.put("expired", session.status() == Session.Status.EXPIRED);
        node.put("expires_at", time(session.expires()));
        node.set("metadata", map(wanted.metadata()));
        var data = node.putObject("payment_data");
        data.put("external_order_num", wanted.externalOrderNum());
        data.put("capture", "auto");
        node.put("email", wanted.email());
        node.putNull("customer_id");
        var made = session.payment();
        node.set("payment", made == null ? null : payment(books.payment(made)));
        return node;
    }

    static ObjectNode konbini() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("type", "konbini");
        node.put("hashed_gateway", "konbini");
        node.put("currency", "JPY");
        node.put("offsite", false);
        var brands = node.putObject("brands");
        for (var chain : Chain.values()) {
            brands.putObject(chain.word()).put("icon", "/payment_methods/" + chain.word() + ".svg");
        }
        node.put("amount", (String) null);
        return node;
    }

    static ObjectNode event(KomojuEvent event) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("id", event.id());
        node.put("type", event.type());
        node.put("resource", "event");
        node.set("data", JsonMapper.shared().readTree(event.subject()));
        node.put("created_at", time(event.created()));
        node.put("reason", (String) null);
        return node;
    }

    private static ObjectNode map(Map<String, String> map) {
        var node = JsonNodeFactory.instance.objectNode();
        map.forEach(node::put);
        return node;
    }

    static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
