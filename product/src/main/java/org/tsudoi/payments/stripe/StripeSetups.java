package org.tsudoi.payments.stripe;

import java.time.Duration;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.SavedCardId;
import org.tsudoi.payments.provider.Answer;
import org.tsudoi.payments.provider.MeansOnFile.Keeping;
import org.tsudoi.payments.provider.MeansOnFile.KeepingPage;
import org.tsudoi.payments.provider.MeansOnFile.KeepingSeen;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import tools.jackson.databind.JsonNode;

/// Has Stripe keep a card on its page without a payment (docs.stripe.com/payments/checkout/save-and-reuse, 2026-11).
final class StripeSetups {
    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String OUR_CARD = "card";
    private static final Map<String, String> EXPANDED = Map.of("expand[]", "setup_intent.payment_method");

    /// Stripe refuses a page that lives less than 30 minutes.
    private static final Duration PAGE_LIFE = Duration.ofMinutes(45);

    private final StripeClient stripe;

    StripeSetups(StripeClient stripe) {
        this.stripe = stripe;
    }

    Answer<KeepingPage> keep(Keeping keeping) {
        var id = keeping.means().toString();
        var form = new LinkedHashMap<String, String>();
        form.put("mode", "setup");
        form.put("payment_method_types[0]", "card");
        form.put("customer", Objects.requireNonNull(keeping.customer()));
        form.put("metadata[" + OUR_CARD + "]", id);
        form.put("setup_intent_data[metadata][" + OUR_CARD + "]", id);
        form.put("locale", StripeAdapter.language(keeping.locale()));
        form.put("success_url", keeping.backUrl());
        form.put("cancel_url", keeping.leaveUrl());
        form.put("expires_at", Long.toString(keeping.askedAt().plus(PAGE_LIFE).getEpochSecond()));
        return StripeAdapter.answer(stripe.post(SESSIONS, form, id, id), StripeSetups::page);
    }

    private static Optional<KeepingPage> page(JsonNode session) {
        var id = StripeReading.text(session, "id");
        var url = StripeReading.text(session, "url");
        return id == null || url == null ? Optional.empty() : Optional.of(new KeepingPage(id, url));
    }

    Answer<KeepingSeen> look(SavedCardId card, String reference) {
        var reply = stripe.get(SESSIONS + "/" + reference, EXPANDED, card.toString());
        return StripeAdapter.answer(reply, session -> seen(card, session));
    }

    private static Optional<KeepingSeen> seen(SavedCardId card, JsonNode session) {
        boolean isOurs = "setup".equals(StripeReading.text(session, "mode"))
                && card.toString().equals(StripeReading.ours(session, OUR_CARD));
        if (!isOurs) return Optional.empty();
        return switch (session.path("status").asString("")) {
            case "open" -> Optional.of(new KeepingSeen.Open());
            case "expired" -> Optional.of(new KeepingSeen.Closed());
            case "complete" -> kept(session.path("setup_intent"));
            default -> Optional.empty();
        };
    }

    private static Optional<KeepingSeen> kept(JsonNode setup) {
        var method = setup.path("payment_method");
        var card = method.path("card");
        var id = StripeReading.text(method, "id");
        var customer = StripeReading.id(method, "customer");
        var brand = StripeReading.text(card, "brand");
        var last4 = StripeReading.text(card, "last4");
        var expires = expires(card);
        boolean isKept = "succeeded".equals(StripeReading.text(setup, "status"));
        if (!isKept || id == null || customer == null || expires.isEmpty()) return Optional.empty();
        if (brand == null || !PaidCard.isWord(brand) || last4 == null || !last4.matches("[0-9]{4}")) {
            return Optional.empty();
        }
        var kept = new KeptCard(customer, id, expires.get(), StripeReading.text(card, "fingerprint"));
        return Optional.of(new KeepingSeen.ACard(kept, brand, last4));
    }

    /// Empty when it is no month of these centuries.
    static Optional<YearMonth> expires(JsonNode card) {
        var month = card.path("exp_month");
        var year = card.path("exp_year");
        boolean dated = month.isIntegralNumber()
                && year.isIntegralNumber()
                && month.asInt() >= 1
                && month.asInt() <= 12
                && year.asInt() >= 2000
                && year.asInt() < 2200;
        return dated ? Optional.of(YearMonth.of(year.asInt(), month.asInt())) : Optional.empty();
    }
}
