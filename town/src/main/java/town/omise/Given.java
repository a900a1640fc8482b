package town.omise;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of a call.
record Given(ObjectNode root) {
    Optional<String> text(String name) {
        var value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainer()) {
            throw OmiseError.badRequest(name + " is invalid");
        }
        return Optional.of(value.asString().strip()).filter(text -> !text.isEmpty());
    }

    Optional<Long> integer(String name) {
        return text(name).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw OmiseError.badRequest(name + " is not a number");
            }
        });
    }

    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException _) {
                throw OmiseError.badRequest(name + " is not a valid time");
            }
        });
    }

    /// As it came: any JSON object.
    Optional<String> object(String name) {
        var value = root.path(name);
        return value.isObject() ? Optional.of(value.toString()) : Optional.empty();
    }

    List<String> texts(String name) {
        var all = new ArrayList<String>();
        root.path(name).forEach((JsonNode value) -> all.add(value.asString()));
        return all;
    }
}
