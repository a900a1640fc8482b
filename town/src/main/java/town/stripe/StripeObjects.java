package town.stripe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Everything as the API shows it.
@Component
class StripeObjects {
    /// Of every card. Far ahead: those who play with the clock let years pass.
    private static final int EXPIRY_YEAR = 2069;

    private final Shapes shapes;
    private final JsonMapper json;
    private final Books books;
    private final StripeSettings settings;
    private final String url;

    StripeObjects(
            Shapes shapes, JsonMapper json, Books books, StripeSettings settings, @Value("${town.url}") String url) {
        this.shapes = shapes;
        this.json = json;
        this.books = books;
        this.settings = settings;
        this.url = url;
    }

    ObjectNode session(Session session) {
        var wanted = session.wanted();
        var complete = session.status() == Session.Status.COMPLETE;
        boolean setup = wanted.isSetup();
        var paid = complete
                && !setup
                && books.intent(String.valueOf(session.intent())).status() == Intent.Status.SUCCEEDED;
        var shown = shapes.of("checkout.session")
                .put("id", session.id())
                .put("created", session.created().getEpochSecond())
                .put("expires_at", session.expiresAt().getEpochSecond())
                .put("amount_subtotal", setup ? null : wanted.total())
                .put("amount_total", setup ? null : wanted.total())
                .put("currency", setup ? null : wanted.currency())
                .put("mode", setup ? "setup" : "payment")
                .put("success_url", wanted.successUrl())
                .put("cancel_url", wanted.cancelUrl())
                .put("client_reference_id", wanted.clientReferenceId())
                .put("customer", wanted.customer())
                .put("customer_email", wanted.customerEmail())
                .put("locale", wanted.locale())
                .put("submit_type", wanted.submitType())
                .put("payment_intent", setup ? null : session.intent())
                .put("setup_intent", setup ? session.intent() : null)
                .put("payment_status", setup ? "no_payment_required" : paid ? "paid" : "unpaid")
                .put("status", session.status().word())
                .put("url", session.isOpen() ? pageOf(session) : null);
        shown.set("metadata", texts(wanted.metadata()));
        var email =
                session.payer() == null ? wanted.payerEmail() : session.payer().email();
        if (complete || email != null) {
            var details = shown.putObject("customer_details");
            details.putNull("address")
                    .putNull("business_name")
                    .put("email", email)
                    .putNull("individual_name");
            details.put("name", session.payer() == null ? null : session.payer().name());
            details.putNull("phone").put("tax_exempt", "none").putNull("tax_ids");
        }
        return shown;
    }

    String pageOf(Session session) {
        return url + "/stripe/c/pay/" + session.id();
    }

    String askingPageOf(String intent) {
        return url + "/stripe/3ds/" + intent;
    }

    ObjectNode line(Session session, Session.Line line) {
        var shown = shapes.of("item")
                .put("id", line.id())
                .put("amount_subtotal", line.total())
                .put("amount_total", line.total())
                .put("currency", session.wanted().currency())
                .put("description", line.name())
                .put("quantity", line.quantity());
        shown.withObject("price")
                .put("id", line.price())
                .put("created", session.created().getEpochSecond())
                .put("currency", session.wanted().currency())
                .put("product", line.product())
                .put("unit_amount", line.unitAmount())
                .put("unit_amount_decimal", Long.toString(line.unitAmount()));
        shown.set("metadata", texts(line.metadata()));
        return shown;
    }

    ObjectNode lines(Session session) {
        return list(
                "/v1/checkout/sessions/" + session.id() + "/line_items",
                session.wanted().lines().stream()
                        .map(line -> line(session, line))
                        .toList(),
                false);
    }

    ObjectNode intent(Intent intent) {
        var shown = shapes.of("payment_intent")
                .put("id", intent.id())
                .put("created", intent.created().getEpochSecond())
                .put("amount", intent.amount())
                .put("amount_capturable", intent.status() == Intent.Status.REQUIRES_CAPTURE ? intent.amount() : 0)
                .put("amount_received", intent.received())
                .put("capture_method", intent.manualCapture() ? "manual" : "automatic_async")
                .put("client_secret", intent.secret())
                .put("currency", intent.currency())
                .put("customer", intent.owner() == null ? null : intent.owner().customer())
                .put("description", intent.description())
                .put(
                        "setup_future_usage",
                        intent.owner() != null && intent.owner().keepsMethod() ? "on_session" : null)
                .put("receipt_email", intent.receiptEmail())
                .put("latest_charge", intent.charge())
                .put("payment_method", intent.method())
                .put("status", intent.status().word());
        shown.set("metadata", texts(intent.metadata()));
        if (intent.asking() != null) {
            var redirect = shown.putObject("next_action")
                    .put("type", "redirect_to_url")
                    .putObject("redirect_to_url");
            redirect.put("return_url", intent.returnUrl()).put("url", askingPageOf(intent.id()));
        }
        if (intent.konbini() != null) {
            shown.putArray("payment_method_types").add("konbini");
        }
        if (intent.konbini() != null && intent.status() == Intent.Status.REQUIRES_ACTION) {
            numbersOf(intent, intent.konbini(), shown.putObject("next_action"));
        }
        if (intent.failure() != null) {
            var error = intent.failure().error();
            if (intent.charge() != null) {
                error.put("charge", intent.charge());
            }
            shown.set("last_payment_error", error);
        }
        if (intent.cancelled() != null) {
            shown.put("canceled_at", intent.cancelled().at().getEpochSecond())
                    .put("cancellation_reason", intent.cancelled().reason());
        }
        return shown;
    }

    ObjectNode setup(Setup setup) {
        var shown = shapes.of("setup_intent")
                .put("id", setup.id())
                .put("created", setup.created().getEpochSecond())
                .put("client_secret", setup.secret())
                .put("customer", setup.customer())
                .put("payment_method", setup.method())
                .put("status", setup.status().word());
        shown.set("metadata", texts(setup.metadata()));
        if (setup.asking() != null) {
            shown.putObject("next_action")
                    .put("type", "redirect_to_url")
                    .putObject("redirect_to_url")
                    .put("url", askingPageOf(setup.id()));
        }
        if (setup.failure() != null) {
            shown.set("last_setup_error", setup.failure().error());
        }
        return shown;
    }

    private void numbersOf(Intent intent, Intent.Konbini numbers, ObjectNode action) {
        var details = action.put("type", "konbini_display_details").putObject("konbini_display_details");
        details.put("expires_at", numbers.expiresAt().getEpochSecond())
                .put("hosted_voucher_url", url + "/stripe/konbini/voucher/" + intent.id());
        var stores = details.putObject("stores");
        for (var chain : KonbiniRequest.CHAINS) {
            stores.putObject(chain)
                    .put("payment_code", numbers.code())
                    .put("confirmation_number", numbers.confirmation());
        }
    }

    ObjectNode charge(Charge charge) {
        var shown = shapes.of("charge")
                .put("id", charge.id())
                .put("created", charge.created().getEpochSecond())
                .put("amount", charge.amount())
                .put("amount_captured", charge.captured())
                .put("amount_refunded", charge.refunded())
                .put("balance_transaction", charge.balanceEntry())
                .put("calculated_statement_descriptor", settings.merchant())
                .put("captured", charge.isCaptured())
                .put("currency", charge.currency())
                .put("description", charge.description())
                .put("disputed", charge.dispute() != null)
                .put("paid", charge.paid())
                .put("payment_intent", charge.intent())
                .put("payment_method", charge.method())
                .put("receipt_url", url + "/stripe/receipts/" + charge.id())
                .put("refunded", charge.captured() > 0 && charge.refundable() == 0)
                .put("status", charge.paid() ? "succeeded" : "failed");
        shown.set("metadata", texts(charge.metadata()));
        books.intents
                .find(charge.intent())
                .map(Intent::owner)
                .ifPresent(owner -> shown.put("customer", owner.customer()));
        shown.withObject("billing_details")
                .put("email", charge.payer().email())
                .put("name", charge.payer().name());
        var card = charge.card();
        if (card == null) {
            shown.set("payment_method_details", cashOf(charge));
        } else {
            cardOf(charge, card, shown.withObject("payment_method_details").withObject("card"));
        }
        var failure = charge.failure();
        if (failure != null) {
            shown.put("failure_code", failure.code()).put("failure_message", failure.message());
            shown.withObject("outcome")
                    .put("network_status", "declined_by_network")
                    .put("reason", failure.word())
                    .put("seller_message", "The bank did not return any further details with this decline.")
                    .put("type", "issuer_declined");
        }
        var refunds = shown.withObject("refunds")
                .put("url", "/v1/charges/" + charge.id() + "/refunds")
                .put("total_count", charge.refunds().size());
        charge.refunds().reversed().forEach(id -> refunds.withArray("data").add(refund(books.refund(id))));
        return shown;
    }

    private ObjectNode cashOf(Charge charge) {
        var shown = json.createObjectNode().put("type", "konbini");
        var numbers = books.intent(charge.intent()).konbini();
        shown.putObject("konbini").putObject("store").put("chain", numbers == null ? null : numbers.chain());
        return shown;
    }

    private static void cardOf(Charge charge, TestCard given, ObjectNode card) {
        card.put("amount_authorized", charge.paid() ? charge.amount() : null)
                .put("brand", given.brand())
                .put("country", given.country())
                .put("exp_month", 12)
                .put("exp_year", EXPIRY_YEAR)
                .put("fingerprint", "fp" + given.number().substring(2))
                .put("funding", given.funding())
                .put("last4", given.last4())
                .put("network", given.brand());
        card.withObject("overcapture").put("maximum_amount_capturable", charge.amount());
        var secure = charge.authenticated() ? SecureResult.CHALLENGED : given.secure();
        if (secure != null) {
            card.putObject("three_d_secure")
                    .put("authentication_flow", secure.flow())
                    .put("electronic_commerce_indicator", secure.indicator())
                    .put("exemption_indicator", secure.exemption())
                    .put("result", secure.result())
                    .putNull("result_reason")
                    .put("transaction_id", "3ds-" + charge.id())
                    .put("version", "2.2.0");
        }
        var payer = charge.payer();
        if (payer.wallet() != null) {
            var wallet = card.putObject("wallet").put("dynamic_last4", given.last4());
            wallet.put("type", payer.wallet()).putObject(payer.wallet());
        }
        if (payer.instalments() != null) {
            card.putObject("installments")
                    .putObject("plan")
                    .put("count", payer.instalments())
                    .put("interval", "month")
                    .put("type", "fixed_count");
        }
    }

    /// The card of a charge as an object of its own.
    ObjectNode method(Charge charge, TestCard given) {
        var shown = shapes.of("payment_method")
                .put("id", charge.method())
                .put("created", charge.created().getEpochSecond());
        shown.withObject("billing_details")
                .put("email", charge.payer().email())
                .put("name", charge.payer().name());
        var card = shown.withObject("card")
                .put("brand", given.brand())
                .put("display_brand", given.brand())
                .put("country", given.country())
                .put("exp_month", 12)
                .put("exp_year", EXPIRY_YEAR)
                .put("fingerprint", "fp" + given.number().substring(2))
                .put("last4", given.last4());
        card.withObject("networks").withArray("available").add(given.brand());
        return shown;
    }

    /// A card that is kept for a customer, or was.
    ObjectNode deleted(Customer customer) {
        return json.createObjectNode()
                .put("id", customer.id())
                .put("object", "customer")
                .put("deleted", true);
    }

    ObjectNode saved(SavedMethod method) {
        var shown = shapes.of("payment_method")
                .put("id", method.id())
                .put("created", method.created().getEpochSecond())
                .put("customer", method.customer());
        shown.withObject("billing_details")
                .put("email", method.payer().email())
                .put("name", method.payer().name());
        shown.withObject("card")
                .put("brand", method.card().brand())
                .put("display_brand", method.card().brand())
                .put("country", method.card().country())
                .put("exp_month", 12)
                .put("exp_year", EXPIRY_YEAR)
                .put("fingerprint", "fp" + method.card().number().substring(2))
                .put("funding", method.card().funding())
                .put("last4", method.card().last4());
        return shown;
    }

    ObjectNode customer(Customer customer) {
        var shown = shapes.of("customer")
                .put("id", customer.id())
                .put("created", customer.created().getEpochSecond())
                .put("description", customer.description())
                .put("email", customer.email())
                .put("name", customer.name());
        shown.set("metadata", texts(customer.metadata()));
        return shown;
    }

    ObjectNode refund(Refund refund) {
        var shown = shapes.of("refund")
                .put("id", refund.id())
                .put("created", refund.created().getEpochSecond())
                .put("amount", refund.amount())
                .put("balance_transaction", refund.balanceEntry())
                .put("charge", refund.charge())
                .put("currency", refund.currency())
                .put("payment_intent", refund.intent())
                .put("reason", refund.reason())
                .put("status", refund.status().word())
                .put("pending_reason", refund.status() == Refund.Status.PENDING ? "processing" : null)
                .put("failure_reason", refund.failureReason())
                .put("failure_balance_transaction", refund.failureEntry());
        shown.set("metadata", texts(refund.metadata()));
        shown.withObject("destination_details").withObject("card").put("reference_status", "pending");
        return shown;
    }

    ObjectNode entry(BalanceEntry entry) {
        var shown = shapes.of("balance_transaction")
                .put("id", entry.id())
                .put("created", entry.created().getEpochSecond())
                .put("available_on", entry.availableOn().getEpochSecond())
                .put("amount", entry.amount())
                .put("currency", entry.currency())
                .put("exchange_rate", entry.rate())
                .put("fee", entry.fee())
                .put("net", entry.net())
                .put("reporting_category", entry.type().equals("adjustment") ? "dispute" : entry.type())
                .put("source", entry.source())
                .put("type", entry.type());
        if (entry.fee() != 0) {
            shown.withArray("fee_details")
                    .addObject()
                    .put("amount", entry.fee())
                    .putNull("application")
                    .put("currency", entry.currency())
                    .put("description", "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        return shown;
    }

    ObjectNode dispute(Dispute dispute) {
        var shown = shapes.of("dispute")
                .put("id", dispute.id())
                .put("created", dispute.created().getEpochSecond())
                .put("amount", dispute.amount())
                .put("charge", dispute.charge())
                .put("currency", dispute.currency())
                .put("payment_intent", dispute.intent())
                .put("reason", "fraudulent")
                .put("status", dispute.word());
        Stream.of(Optional.of(dispute.balanceEntry()), Optional.ofNullable(dispute.returnEntry()))
                .flatMap(Optional::stream)
                .flatMap(id -> books.entries.find(id).stream())
                .forEach(entry -> shown.withArray("balance_transactions").add(entry(entry)));
        shown.withObject("evidence_details")
                .put("due_by", dispute.created().plus(Duration.ofDays(9)).getEpochSecond());
        shown.withObject("payment_method_details")
                .withObject("card")
                .put(
                        "brand",
                        Optional.ofNullable(books.charge(dispute.charge()).card())
                                .map(TestCard::brand)
                                .orElse(null));
        return shown;
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
        shown.set("metadata", texts(endpoint.metadata()));
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

    private ObjectNode texts(Map<String, String> values) {
        var texts = json.createObjectNode();
        values.forEach(texts::put);
        return texts;
    }

    ObjectNode list(String path, List<ObjectNode> items, boolean more) {
        var list = json.createObjectNode().put("object", "list");
        list.putArray("data").addAll(items);
        return list.put("has_more", more).put("url", path);
    }

    /// What an id stands for, for `expand`.
    Optional<ObjectNode> find(@Nullable String id) {
        if (id == null || !id.contains("_")) {
            return Optional.empty();
        }
        return switch (id.substring(0, id.indexOf('_'))) {
            case "cs" -> books.sessions.find(id).map(this::session);
            case "pi" -> books.intents.find(id).map(this::intent);
            case "seti" -> books.setups.find(id).map(this::setup);
            case "ch" -> books.charges.find(id).map(this::charge);
            case "re" -> books.refunds.find(id).map(this::refund);
            case "txn" -> books.entries.find(id).map(this::entry);
            case "dp" -> books.disputes.find(id).map(this::dispute);
            case "cus" -> books.customers.find(id).map(this::customer);
            case "pm" ->
                books.methods
                        .find(id)
                        .map(this::saved)
                        .or(() -> books
                                .charges
                                .newest(1, charge -> charge.method().equals(id))
                                .stream()
                                .findFirst()
                                .flatMap(charge ->
                                        Optional.ofNullable(charge.card()).map(given -> method(charge, given))));
            default -> Optional.empty();
        };
    }
}
