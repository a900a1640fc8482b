package org.tsudoi.payments.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.CardHolder;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.CardsOnFile;
import org.tsudoi.payments.stripe.StripeClient.Reply;

/// Has Stripe keep cards for customers, and forget them (docs.stripe.com/api/payment_methods/detach, 2026-11).
final class StripeCustomers implements CardsOnFile {
    private static final String OUR_HOLDER = "holder";
    private static final String METHODS = "/v1/payment_methods/";

    private final StripeClient stripe;
    private final StripeSetups setups;

    StripeCustomers(StripeClient stripe) {
        this.stripe = stripe;
        this.setups = new StripeSetups(stripe);
    }

    @Override
    public String name() {
        return StripeAdapter.NAME;
    }

    @Override
    public Answer<String> customer(CardHolder holder, @Nullable String email) {
        var id = holder.value().toString();
        var form = new LinkedHashMap<String, String>();
        form.put("metadata[" + OUR_HOLDER + "]", id);
        if (email != null) form.put("email", email);
        // The address is part of the key: the same key with other words would be refused.
        var key = "customer-" + id + "-" + (email == null ? 0 : Integer.toHexString(email.hashCode()));
        return switch (stripe.post("/v1/customers", form, key, "a card's holder")) {
            case Reply.Done(var body) -> {
                var made = StripeReading.text(body, "id");
                yield made == null ? new Answer.NotKnown<>("words not understood") : new Answer.Given<>(made);
            }
            case Reply.Denied(var status, var code) -> new Answer.Refused<>(StripeAdapter.reason(status, code), code);
            case Reply.Unclear(var why, var _) -> new Answer.NotKnown<>(why);
        };
    }

    @Override
    public Answer<Forgotten> forget(String method) {
        return switch (stripe.post(METHODS + method + "/detach", Map.of(), null, "a card")) {
            case Reply.Unclear(var why, var _) -> new Answer.NotKnown<>(why);
            case Reply.Denied(var status, var code)
            when status == 401 || status == 403 -> new Answer.Refused<>(StripeAdapter.reason(status, code), code);
            // Detaching what is detached is refused, so it is looked at.
            case Reply.Denied _, Reply.Done _ -> gone(method);
        };
    }

    @Override
    public Answer<KeepingPage> keep(Keeping keeping) {
        return setups.keep(keeping);
    }

    @Override
    public Answer<KeepingSeen> look(SavedCardId card, String reference) {
        return setups.look(card, reference);
    }

    private Answer<Forgotten> gone(String method) {
        return switch (stripe.get(METHODS + method, Map.of(), "a card")) {
            case Reply.Done(var body)
            when method.equals(StripeReading.text(body, "id")) ->
                StripeReading.id(body, "customer") == null
                        ? new Answer.Given<>(new Forgotten(method))
                        : new Answer.NotKnown<>("still kept");
            case Reply.Done _ -> new Answer.NotKnown<>("words not understood");
            case Reply.Denied(var status, var _) when status == 404 -> new Answer.Given<>(new Forgotten(method));
            case Reply.Denied(var status, var code) -> new Answer.Refused<>(StripeAdapter.reason(status, code), code);
            case Reply.Unclear(var why, var _) -> new Answer.NotKnown<>(why);
        };
    }
}
