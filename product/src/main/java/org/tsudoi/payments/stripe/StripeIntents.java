package org.tsudoi.payments.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider.OnFile;
import org.tsudoi.payments.provider.PaymentProvider.Opening;
import org.tsudoi.payments.provider.PaymentProvider.Seen;
import org.tsudoi.payments.provider.PaymentProvider.Status;
import org.tsudoi.payments.stripe.StripeClient.Reply;
import tools.jackson.databind.JsonNode;

/// Has a buyer pay without a page of Stripe's: by a card that Stripe keeps, while its holder is there, by numbers for a
/// store, or by a wallet on a page of ours. It is a payment intent (docs.stripe.com/api/payment_intents/create,
/// 2026-11), confirmed as it is made unless it is a wallet's. The bank may want to ask its customer: then there is a
/// page for that.
final class StripeIntents {
    static final String OUR_ORDER = "order";
    private static final String OUR_END = "over";

    /// The page of ours where a wallet confirms it.
    private static final String OUR_ROOM = "room";
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

    /// Making it charges the card. When nobody wants that any more, the key is spent on an intent that is never
    /// confirmed, so that Stripe refuses an earlier call that comes later.
    Reply charge(Opening opening, OnFile card, String method) {
        var form = new LinkedHashMap<String, String>();
        form.put("customer", Objects.requireNonNull(card.customer()));
        form.put("payment_method", method);
        form.put("payment_method_types[0]", "card");
        if (card.over()) {
            form.put("confirm", "false");
            form.put("metadata[" + OUR_END + "]", "true");
        } else if (card.alone()) {
            // Nobody is there to answer the bank: what would need them is refused with `authentication_required`.
            form.put("off_session", "true");
        } else {
            form.put("error_on_requires_action", "false");
            form.put("return_url", opening.backUrl());
        }
        return make(opening, form);
    }

    /// To be confirmed by the buyer's wallet, on a page of ours. Whoever has its secret can pay it, so that a buyer may
    /// try again after a decline.
    Reply offer(Opening opening, String room) {
        var form = new LinkedHashMap<String, String>();
        form.put("payment_method_types[0]", "card");
        form.put("confirm", "false");
        form.put("metadata[" + OUR_ROOM + "]", room);
        return make(opening, form);
    }

    /// @param how what is paid with
    Reply make(Opening opening, Map<String, String> how) {
        var shown = opening.id().toString();
        var form = new LinkedHashMap<>(how);
        form.putAll(EXPANDED);
        form.put("amount", Long.toString(StripeAmount.write(opening.amount())));
        form.put("currency", StripeAmount.currency(opening.amount()));
        form.putIfAbsent("confirm", "true");
        form.put("description", opening.orderReference());
        form.put("metadata[" + StripeAdapter.OUR_PAYMENT + "]", shown);
        form.put("metadata[" + OUR_ORDER + "]", opening.orderReference());
        return stripe.post(PATH, form, shown, shown);
    }

    /// @param about our id of what this is for, for the log
    Reply look(String about, String reference) {
        return stripe.get(PATH + "/" + reference, EXPANDED, about);
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

    private static Optional<? extends Status> awaited(JsonNode intent) {
        var action = intent.path("next_action");
        return action.path("type").asString("").equals("konbini_display_details")
                ? StripeKonbini.numbers(intent).map(Status.Issued::new)
                : Optional.ofNullable(StripeReading.text(action.path("redirect_to_url"), "url"))
                        .map(url -> new Status.Open(url, null));
    }

    private static Optional<? extends Status> status(JsonNode intent) {
        var room = StripeReading.ours(intent, OUR_ROOM);
        return room == null ? statusAlone(intent) : statusInRoom(intent, room);
    }

    static boolean isPayableInRoom(JsonNode intent) {
        return StripeReading.ours(intent, OUR_ROOM) != null
                && status(intent).filter(Status.Open.class::isInstance).isPresent();
    }

    private static Optional<Status> statusInRoom(JsonNode intent, String room) {
        return switch (intent.path("status").asString("")) {
            case "succeeded" -> StripeReading.paid(intent);
            case "processing", "requires_capture" -> Optional.of(new Status.Processing());
            case "requires_payment_method", "requires_confirmation", "requires_action" ->
                Optional.of(new Status.Open(room, StripeReading.decline(intent)));
            case "canceled" -> Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }

    private static Optional<? extends Status> statusAlone(JsonNode intent) {
        return switch (intent.path("status").asString("")) {
            case "succeeded" -> StripeReading.paid(intent);
            case "processing", "requires_capture" -> Optional.of(new Status.Processing());
            case "requires_action" -> awaited(intent);
            // It was tried by the one card that was agreed on, or its numbers have expired; nobody tries another. Money
            // that comes all the same is late money.
            case "requires_payment_method" ->
                // Without an error it is only being confirmed.
                intent.path("last_payment_error").isObject() ? Optional.of(new Status.Closed()) : Optional.empty();
            case "canceled" -> Optional.of(new Status.Closed());
            // One that only spends a key is never confirmed; any other is being confirmed just now.
            case "requires_confirmation" ->
                StripeReading.ours(intent, OUR_END) == null ? Optional.empty() : Optional.of(new Status.Closed());
            default -> Optional.empty();
        };
    }
}
