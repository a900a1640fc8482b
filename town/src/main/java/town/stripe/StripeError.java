package town.stripe;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer that is not what was asked for, as docs.stripe.com/api/errors describes it.
final class StripeError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ObjectNode error;
    /// Whether the endpoint had begun its work, which is when an idempotency key keeps the answer.
    private final boolean kept;

    private StripeError(int status, ObjectNode error, boolean kept) {
        super(error.path("message").asString(), null, false, false);
        this.status = status;
        this.error = error;
        this.kept = kept;
    }

    int status() {
        return status;
    }

    boolean kept() {
        return kept;
    }

    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return body;
    }

    /// A parameter that cannot be.
    static StripeError invalid(@Nullable String code, String message, @Nullable String param) {
        return new StripeError(400, error("invalid_request_error", code, message, param), false);
    }

    /// The parameters are fine, the object is not in a state for it.
    static StripeError refused(@Nullable String code, String message, @Nullable String param) {
        return new StripeError(400, error("invalid_request_error", code, message, param), true);
    }

    static StripeError notFound(String kind, String id, String param) {
        return new StripeError(
                404,
                error("invalid_request_error", "resource_missing", "No such " + kind + ": '" + id + "'", param),
                true);
    }

    static StripeError noSuchAddress(String method, String path) {
        var message =
                "Unrecognized request URL (%s: %s). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."
                        .formatted(method, path);
        return new StripeError(404, error("invalid_request_error", null, message, null), false);
    }

    static StripeError unauthorised(String message) {
        return new StripeError(401, error("invalid_request_error", null, message, null), false);
    }

    static StripeError otherParameters(String key) {
        var message =
                "Keys for idempotent requests can only be used with the same parameters they were first used with. "
                        + "Try using a key other than '" + key + "' if you meant to execute a different request.";
        return new StripeError(400, error("idempotency_error", null, message, null), false);
    }

    static StripeError keyInUse(String key) {
        var message =
                "There is currently another in-progress request using this Idempotent Key (that probably means you "
                        + "submitted twice, and the other request is still going through): " + key
                        + ". Please try again later.";
        return new StripeError(409, error("invalid_request_error", "idempotency_key_in_use", message, null), false);
    }

    /// 402: the bank said no.
    static StripeError card(Failure failure, @Nullable String charge, ObjectNode intent) {
        var error = failure.error();
        if (charge != null) {
            error.put("charge", charge);
        }
        error.set("payment_intent", intent);
        return new StripeError(402, error, true);
    }

    private static ObjectNode error(String type, @Nullable String code, String message, @Nullable String param) {
        var error = JsonNodeFactory.instance.objectNode();
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        error.put("type", type);
        return error;
    }
}
