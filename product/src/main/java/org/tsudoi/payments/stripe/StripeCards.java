package org.tsudoi.payments.stripe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.payments.PaidCard;
import org.tsudoi.payments.PaidCard.Checks;
import org.tsudoi.payments.PaidCard.ThreeDSecure;
import org.tsudoi.payments.provider.PaymentProvider.KeptCard;
import tools.jackson.databind.JsonNode;

/// Reads the card of a charge (docs.stripe.com/api/charges/object#charge_object-payment_method_details-card, 2026-11).
/// That money came does not depend on it: what is not understood is left out.
final class StripeCards {
    private StripeCards() {}

    static Optional<PaidCard> of(JsonNode charge) {
        var card = charge.path("payment_method_details").path("card");
        var brand = word(card, "brand");
        var last4 = StripeReading.text(card, "last4");
        if (brand == null || last4 == null || !last4.matches("[0-9]{4}")) return Optional.empty();
        return Optional.of(new PaidCard(
                brand,
                last4,
                word(card, "funding"),
                word(card, "country"),
                word(card.path("wallet"), "type"),
                instalments(card),
                secure(card.path("three_d_secure")),
                checks(card.path("checks"))));
    }

    private static Checks checks(JsonNode checks) {
        return new Checks(word(checks, "cvc_check"), word(checks, "address_postal_code_check"));
    }

    /// A card that the buyer agreed to have kept: Stripe keeps it once it has paid.
    static Optional<KeptCard> kept(JsonNode intent, JsonNode charge) {
        var customer = StripeReading.id(intent, "customer");
        var method = StripeReading.id(charge, "payment_method");
        var card = charge.path("payment_method_details").path("card");
        var expires = StripeSetups.expires(card);
        boolean wished = StripeReading.text(intent, "setup_future_usage") != null;
        return customer == null || method == null || expires.isEmpty() || !wished
                ? Optional.empty()
                : Optional.of(new KeptCard(customer, method, expires.get(), StripeReading.text(card, "fingerprint")));
    }

    private static @Nullable ThreeDSecure secure(JsonNode secure) {
        var result = word(secure, "result");
        return result == null
                ? null
                : new ThreeDSecure(
                        result,
                        word(secure, "authentication_flow"),
                        word(secure, "version"),
                        word(secure, "electronic_commerce_indicator"),
                        word(secure, "exemption_indicator"));
    }

    /// Revolving and bonus plans have no count (docs.stripe.com/payments/jp-installments).
    private static int instalments(JsonNode card) {
        var count = card.path("installments").path("plan").path("count");
        return count.isIntegralNumber() && count.asLong() >= 1 && count.asLong() <= PaidCard.INSTALMENTS_MAX
                ? (int) count.asLong()
                : 1;
    }

    private static @Nullable String word(JsonNode object, String field) {
        var text = StripeReading.text(object, field);
        return text != null && PaidCard.isWord(text) ? text : null;
    }
}
