package town.zoom;

import java.util.List;
import java.util.Map;

/// Zoom's "no": an HTTP status, a code of its own, and a message; for wrong fields also which.
final class ZoomRefusal extends RuntimeException {
    private final int status;
    private final int code;
    private final transient List<WrongField> fields;
    private final transient Map<String, String> headers;

    record WrongField(String field, String message) {}

    private ZoomRefusal(int status, int code, String message, List<WrongField> fields, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = fields;
        this.headers = headers;
    }

    static ZoomRefusal of(int status, int code, String message) {
        return new ZoomRefusal(status, code, message, List.of(), Map.of());
    }

    static ZoomRefusal wrongFields(List<WrongField> fields) {
        return new ZoomRefusal(400, 300, "Validation Failed.", List.copyOf(fields), Map.of());
    }

    static ZoomRefusal tooMany(String message, Map<String, String> headers) {
        return new ZoomRefusal(429, 429, message, List.of(), headers);
    }

    static ZoomRefusal noMeeting(long id) {
        return of(404, 3001, "Meeting does not exist: " + id + ".");
    }

    static ZoomRefusal noUser(String user) {
        return of(404, 1001, "User does not exist: " + user + ".");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    List<WrongField> fields() {
        return fields;
    }

    Map<String, String> headers() {
        return headers;
    }
}
