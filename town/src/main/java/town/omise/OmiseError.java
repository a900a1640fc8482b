package town.omise;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An answer that is not what was asked for, as docs.omise.co/api-errors describes it.
final class OmiseError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private OmiseError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("object", "error");
        body.put("location", "https://www.omise.co/api-errors#" + code.replace('_', '-'));
        body.put("code", code);
        body.put("message", getMessage());
        return body;
    }

    static OmiseError unknownKey() {
        return new OmiseError(401, "authentication_failure", "authentication failed");
    }

    static OmiseError notFound(String kind, String id) {
        return new OmiseError(404, "not_found", kind + " " + id + " was not found");
    }

    static OmiseError noSuchAddress() {
        return new OmiseError(404, "not_found", "the requested object or path was not found");
    }

    static OmiseError badRequest(String message) {
        return new OmiseError(400, "bad_request", message);
    }

    static OmiseError invalidCharge(String message) {
        return new OmiseError(400, "invalid_charge", message);
    }

    static OmiseError invalidAmount(String message) {
        return new OmiseError(400, "invalid_amount", message);
    }

    static OmiseError failedExpire(String message) {
        return new OmiseError(400, "failed_expire", message);
    }

    static OmiseError failedRefund(String message) {
        return new OmiseError(400, "failed_refund", message);
    }
}
