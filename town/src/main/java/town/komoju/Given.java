package town.komoju;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of a call. A path such as `payment_details.type` leads inside; in errors it is written
/// `payment_details[type]`.
record Given(ObjectNode root) {
    Optional<String> text(String path) {
        var value = at(path);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainer()) {
            throw KomojuError.invalid(shown(path));
        }
        return Optional.of(value.asString().strip()).filter(text -> !text.isEmpty());
    }

    String needed(String path) {
        return text(path).orElseThrow(() -> KomojuError.missing(shown(path)));
    }

    Optional<Long> integer(String path) {
        return text(path).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw KomojuError.invalid(shown(path));
            }
        });
    }

    long neededInteger(String path) {
        return integer(path).orElseThrow(() -> KomojuError.missing(shown(path)));
    }

    boolean flag(String path) {
        return text(path).map(Boolean::parseBoolean).orElse(false);
    }

    Optional<Map<String, String>> map(String path) {
        var value = at(path);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw KomojuError.invalid(shown(path));
        }
        var map = new LinkedHashMap<String, String>();
        value.properties().forEach(entry -> map.put(entry.getKey(), words(entry.getValue())));
        return Optional.of(map);
    }

    List<String> texts(String path) {
        var all = new ArrayList<String>();
        at(path).forEach(value -> all.add(value.asString()));
        return all;
    }

    private static String words(JsonNode value) {
        return value.isContainer() || value.isNull() ? value.toString() : value.asString();
    }

    private JsonNode at(String path) {
        JsonNode here = root;
        for (var step : path.split("\\.", -1)) {
            here = here.path(step);
        }
        return here;
    }

    private static String shown(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot) + "[" + path.substring(dot + 1) + "]";
    }
}
