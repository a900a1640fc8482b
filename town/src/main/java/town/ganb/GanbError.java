package town.ganb;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the bank says no with.
final class GanbError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    private GanbError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static GanbError unauthorized() {
        return new GanbError(401, "WG_ERR_102", "Invalid access token");
    }

    static GanbError wrong(String field) {
        return new GanbError(400, "WG_ERR_400", "Invalid parameter: " + field);
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return JsonMapper.shared().createObjectNode().put("errorCode", code).put("errorMessage", getMessage());
    }
}
