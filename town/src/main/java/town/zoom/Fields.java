package town.zoom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import town.zoom.ZoomRefusal.WrongField;

/// Reads a request's JSON field by field and remembers everything that is wrong with it.
final class Fields {
    private final JsonNode body;
    private final List<WrongField> wrong = new ArrayList<>();

    Fields(JsonNode body) {
        if (!body.isObject()) {
            throw ZoomRefusal.of(400, 300, "Request Body should be a valid JSON object.");
        }
        this.body = body;
    }

    /// Null when it is not there.
    @Nullable
    String text(String field, int lengthMax) {
        JsonNode value = at(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            refuse(field, "Invalid field.");
            return null;
        }
        if (value.asString().codePointCount(0, value.asString().length()) > lengthMax) {
            refuse(field, "Length must be between 0 and " + lengthMax + " characters.");
        }
        return value.asString();
    }

    String required(String field, int lengthMax) {
        String value = text(field, lengthMax);
        if (value == null || value.isBlank()) {
            refuse(field, "Required.");
            return "";
        }
        return value;
    }

    /// Null when it is not there.
    @Nullable
    Integer number(String field) {
        JsonNode value = at(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt()) {
            refuse(field, "Invalid field.");
            return null;
        }
        return value.asInt();
    }

    boolean flag(String field) {
        return at(field).asBoolean(false);
    }

    JsonNode at(String field) {
        JsonNode value = body;
        for (String step : field.split("\\.")) {
            value = value.path(step);
        }
        return value;
    }

    void refuse(String field, String message) {
        wrong.add(new WrongField(field, message));
    }

    /// @throws ZoomRefusal 400 code 300 when anything was wrong
    void finish() {
        if (!wrong.isEmpty()) {
            throw ZoomRefusal.wrongFields(wrong);
        }
    }
}
