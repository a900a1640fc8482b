package town.stripe;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why an attempt to pay failed.
record Failure(String code, @Nullable String declineCode, String message) {
    static Failure notAuthenticated() {
        return new Failure(
                "payment_intent_authentication_failure",
                null,
                "We are unable to authenticate your payment method. Please choose a different payment method and try again.");
    }

    /// Nobody is there to answer the bank.
    static Failure holderWanted() {
        return new Failure(
                "authentication_required",
                "authentication_required",
                "Your card was declined. This transaction requires authentication.");
    }

    static Failure attemptExpired() {
        return new Failure(
                "payment_intent_payment_attempt_expired",
                null,
                "The latest attempt to pay expired before the money came.");
    }

    ObjectNode error() {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("code", code);
        if (declineCode != null) {
            error.put("decline_code", declineCode);
        }
        error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        error.put("message", message);
        error.put("type", "card_error");
        return error;
    }

    /// The word under which the pages tell a person.
    String word() {
        return declineCode == null ? code : declineCode;
    }
}
