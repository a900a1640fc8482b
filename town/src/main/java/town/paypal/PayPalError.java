package town.paypal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An answer that is not what was asked for: an HTTP status, a name, and what exactly is wrong.
final class PayPalError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ObjectNode body;

    private PayPalError(int status, ObjectNode body) {
        super(body.path("name").asString(""), null, false, false);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    /// @param debugId names this answer, for those who ask PayPal about it
    ObjectNode body(String debugId) {
        return body.deepCopy().put("debug_id", debugId);
    }

    /// 400: a field that cannot be.
    static PayPalError invalid(String issue, String description, @Nullable String field, @Nullable String value) {
        return error(
                400,
                "INVALID_REQUEST",
                "Request is not well-formed, syntactically incorrect, or violates schema.",
                issue,
                description,
                field,
                value);
    }

    static PayPalError missing(String field) {
        return invalid("MISSING_REQUIRED_PARAMETER", "A required field / parameter is missing", field, null);
    }

    /// 422: it is understood, and cannot be done.
    static PayPalError refused(String issue, String description) {
        return refused(issue, description, null, null);
    }

    static PayPalError refused(String issue, String description, @Nullable String field, @Nullable String value) {
        return error(
                422,
                "UNPROCESSABLE_ENTITY",
                "The requested action could not be performed, semantically incorrect, or failed business validation.",
                issue,
                description,
                field,
                value);
    }

    /// The payer is to be sent to choose something else to pay with.
    static PayPalError declined(String redirect) {
        var error = refused(
                "INSTRUMENT_DECLINED",
                "The instrument presented  was either declined by the processor or bank, or it can't be used for this"
                        + " payment.");
        error.body
                .withArray("links")
                .addObject()
                .put("href", redirect)
                .put("rel", "redirect")
                .put("method", "GET");
        return error;
    }

    static PayPalError notFound() {
        return error(
                404,
                "RESOURCE_NOT_FOUND",
                "The specified resource does not exist.",
                "INVALID_RESOURCE_ID",
                "Specified resource ID does not exist. Please check the resource ID and try again.",
                null,
                null);
    }

    static PayPalError noCredentials() {
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("name", "AUTHENTICATION_FAILURE")
                .put(
                        "message",
                        "Authentication failed due to missing authorization header, or invalid authentication"
                                + " credentials.");
        link(body, "AUTHENTICATION_FAILURE");
        return new PayPalError(401, body);
    }

    /// The two ways of writing errors: this one is OAuth's (RFC 6750).
    static PayPalError oauth(String error, String description) {
        return new PayPalError(
                401, JsonMapper.shared().createObjectNode().put("error", error).put("error_description", description));
    }

    static PayPalError noSuchAddress() {
        return new PayPalError(
                404,
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", "NOT_FOUND")
                        .put("message", "The requested resource was not found"));
    }

    private static PayPalError error(
            int status,
            String name,
            String message,
            String issue,
            String description,
            @Nullable String field,
            @Nullable String value) {
        var body = JsonMapper.shared().createObjectNode().put("name", name);
        var detail = body.withArray("details").addObject();
        if (field != null) {
            detail.put("field", field).put("location", "body");
            if (value != null) {
                detail.put("value", value);
            }
        }
        detail.put("issue", issue).put("description", description);
        body.put("message", message);
        link(body, issue);
        return new PayPalError(status, body);
    }

    private static void link(ObjectNode body, String issue) {
        body.withArray("links")
                .addObject()
                .put("href", "https://developer.paypal.com/api/rest/reference/orders/v2/errors/#" + issue)
                .put("rel", "information_link")
                .put("method", "GET");
    }
}
