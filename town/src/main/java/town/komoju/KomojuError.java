package town.komoju;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer that is not what was asked for, as doc.komoju.com/docs/errors describes it.
final class KomojuError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final @Nullable String param;

    private KomojuError(int status, String code, String message, @Nullable String param) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body(code, String.valueOf(getMessage()), param);
    }

    static ObjectNode body(String code, String message, @Nullable String param) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error");
        error.put("code", code);
        error.put("message", message);
        error.put("param", param);
        error.putObject("details");
        return body;
    }

    static KomojuError badRequest(String message) {
        return new KomojuError(400, "bad_request", message, null);
    }

    static KomojuError unauthorized() {
        return new KomojuError(401, "unauthorized", "User authorization failed", null);
    }

    static KomojuError forbidden() {
        return new KomojuError(403, "forbidden", "You are not authorized to perform that action", null);
    }

    static KomojuError notFound() {
        return new KomojuError(
                404,
                "not_found",
                "The requested resource could not be found but may be available again in the future",
                null);
    }

    static KomojuError missing(String param) {
        return new KomojuError(422, "missing_parameter", "A required parameter (" + param + ") is missing", param);
    }

    static KomojuError invalid(String param) {
        return new KomojuError(
                422, "invalid_parameter", "The value of the parameter (" + param + ") is invalid", param);
    }

    /// The parameters are fine, the payment is not in a state for it.
    static KomojuError refused(String message) {
        return new KomojuError(422, "unprocessable_entity", message, null);
    }
}
