package org.tsudoi.payments.stripe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaymentId;
import org.tsudoi.payments.provider.PaymentProvider;
import org.tsudoi.payments.provider.PaymentProviderContract;
import org.tsudoi.payments.stripe.StripeClient.Reply;

/// Stripe, whatever it takes.
abstract class StripeContract extends PaymentProviderContract {
    final StripeClient client = client(town.stripeKey(), PATIENCE);
    final StripeAdapter adapter;
    private final StripeOffers offers;
    private final StripeExpress.@Nullable Rooms rooms;
    private final String pages;

    /// @param pages the path where those that it makes are listed
    StripeContract(StripeOffers offers, String pages) {
        this(offers, pages, null);
    }

    StripeContract(StripeOffers offers, String pages, StripeExpress.@Nullable Rooms rooms) {
        this.adapter = new StripeAdapter(client, offers, rooms);
        this.offers = offers;
        this.rooms = rooms;
        this.pages = pages;
    }

    private StripeClient client(String key, Duration readTimeout) {
        var settings = new StripeSettings(
                town.stripe(), key, List.of(town.stripeWebhookSecret()), Duration.ofSeconds(5), readTimeout);
        return new StripeClient(settings, clock, _ -> {});
    }

    @Override
    protected PaymentProvider provider() {
        return adapter;
    }

    @Override
    protected PaymentProvider impatient() {
        return new StripeAdapter(client(town.stripeKey(), IMPATIENCE), offers, rooms);
    }

    @Override
    protected PaymentProvider withWrongCredentials() {
        return new StripeAdapter(client("sk_test_wrong", PATIENCE), offers, rooms);
    }

    @Override
    protected long pages(PaymentId id) {
        if (!(client.get(pages, Map.of("limit", "100"), "test") instanceof Reply.Done(var list))) {
            throw new IllegalStateException("Town does not list " + pages);
        }
        return list.path("data")
                .valueStream()
                .filter(page -> id.equals(StripeReading.payment(page)))
                .count();
    }

    @Override
    protected String dispute(String charge) {
        town.call("POST", "/town/stripe/charges/" + stripeCharge(charge) + "/dispute", null);
        return town.call("GET", "/stripe/v1/disputes?payment_intent=" + charge, null)
                .path("data")
                .path(0)
                .path("id")
                .asString();
    }

    @Override
    protected void decide(String charge, boolean forUs) {
        town.call(
                "POST", "/town/stripe/charges/" + stripeCharge(charge) + "/dispute/" + (forUs ? "won" : "lost"), null);
    }

    /// What we call the charge is Stripe's payment intent.
    private String stripeCharge(String charge) {
        return town.call("GET", "/stripe/v1/payment_intents/" + charge, null)
                .path("latest_charge")
                .asString();
    }
}
