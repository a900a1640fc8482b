package org.tsudoi.payments.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.JsonNode;

/// Charges a card that Stripe keeps, while its holder is there, without a page: a payment intent that is
/// confirmed as it is made (docs.stripe.com/api/payment_intents/create, 2026-11). The bank may want to ask its
/// customer: then there is a page for that.
final class StripeIntents {
    static final String OUR_ORDER = "order";
    static final String PATH = "/v1/payment_intents";

    private static final Map<String, String> EXPANDED = Map.of("expand[]", "latest_charge.balance_transaction");

    private final StripeClient stripe;

    StripeIntents(StripeClient stripe) {
        this.stripe = stripe;
    }

    /// By its name at Stripe: a page is `cs_…`.
    static boolean isOne(String reference) {
        return reference.startsWith("pi_");
    }

    Reply make(Opening opening, String customer, String method) {
        var shown = opening.id().toString();
        var form = new LinkedHashMap<String, String>(EXPANDED);
        form.put("amount", Long.toString(StripeAmount.write(opening.amount())));
        form.put("currency", StripeAmount.currency(opening.amount()));
        form.put("customer", customer);
        form.put("payment_method", method);
        form.put("payment_method_types[0]", "card");
        form.put("confirm", "true");
        form.put("error_on_requires_action", "false");
        form.put("return_url", opening.backUrl());
        form.put("description", opening.orderReference());
        form.put("metadata[" + StripeAdapter.OUR_PAYMENT + "]", shown);
        form.put("metadata[" + OUR_ORDER + "]", opening.orderReference());
        return stripe.post(PATH, form, shown, shown);
    }

    Reply look(PaymentId id, String reference) {
        return stripe.get(PATH + "/" + reference, EXPANDED, id.toString());
    }

    /// Without a key: cancelling twice does no harm.
    Reply cancel(PaymentId id, String reference) {
        return stripe.post(PATH + "/" + reference + "/cancel", Map.of(), null, id.toString());
    }

    static Optional<Seen> seen(JsonNode intent) {
        var id = StripeReading.text(intent, "id");
        return id == null
                ? Optional.empty()
                : status(intent)
                        .map(it -> new Seen(
                                id,
                                StripeReading.ours(intent, OUR_ORDER),
                                StripeReading.payment(intent),
                                StripeReading.money(intent, "amount"),
                                it));
    }

    private static Optional<? extends Status> status(JsonNode intent) {
        return switch (intent.path("status").asString("")) {
            case "succeeded" -> StripeReading.paid(intent);
            case "processing", "requires_capture" -> Optional.of(new Status.Processing());
            case "requires_action" ->
                Optional.ofNullable(StripeReading.text(
                                intent.path("next_action").path("redirect_to_url"), "url"))
                        .map(url -> new Status.Open(url, null));
            // It was tried with the one card that was agreed on; nobody tries another. Money that comes all the same is
            // late money.
            case "requires_payment_method", "canceled" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }
}
