package town.stripe;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The parameters of a request, form-encoded with brackets for what is nested: `a[b][0][c]=d`.
///
/// @param path how the names of these began in the request; empty for the whole request
/// @param values name, from `path` on, to value
record Params(String path, Map<String, String> values) {
    private static final Pattern PLACE = Pattern.compile("\\[\\d+]");

    static Params of(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, given) -> {
            if (name.endsWith("[]")) {
                for (int i = 0; i < given.length; i++) {
                    values.put(name.substring(0, name.length() - 1) + i + "]", given[i]);
                }
            } else {
                values.put(name, given[given.length - 1]);
            }
        });
        return new Params("", values);
    }

    /// Empty when missing or an empty string, which is how a client takes a value away.
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String needed(String name) {
        return text(name)
                .orElseThrow(() -> StripeError.invalid(
                        "parameter_missing", "Missing required param: " + full(name) + ".", full(name)));
    }

    Optional<Long> integer(String name) {
        return text(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException _) {
                throw StripeError.invalid("parameter_invalid_integer", "Invalid integer: " + value, full(name));
            }
        });
    }

    long neededInteger(String name) {
        needed(name);
        return integer(name).orElseThrow();
    }

    boolean flag(String name) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw StripeError.invalid(null, "Invalid boolean: " + value, full(name));
                })
                .orElse(false);
    }

    /// One of a closed list of words.
    Optional<String> word(String name, String... words) {
        var given = text(name);
        given.filter(value -> !List.of(words).contains(value)).ifPresent(_ -> {
            throw StripeError.invalid(
                    null, "Invalid %s: must be one of %s".formatted(full(name), String.join(", ", words)), full(name));
        });
        return given;
    }

    String currency(String name) {
        var currency = needed(name);
        if (!Currencies.known(currency.toLowerCase(Locale.ROOT))) {
            throw StripeError.invalid(
                    null,
                    "Invalid currency: %s. Stripe currently supports these currencies: %s"
                            .formatted(currency, String.join(", ", Currencies.all())),
                    full(name));
        }
        return currency.toLowerCase(Locale.ROOT);
    }

    Optional<Params> inside(String name) {
        var inside = new LinkedHashMap<String, String>();
        var begin = name + "[";
        values.forEach((key, value) -> {
            if (key.startsWith(begin)) {
                int close = key.indexOf(']', name.length());
                inside.put(key.substring(name.length() + 1, close) + key.substring(close + 1), value);
            }
        });
        return inside.isEmpty() ? Optional.empty() : Optional.of(new Params(full(name), inside));
    }

    List<Params> list(String name) {
        var list = new ArrayList<Params>();
        for (int i = 0; i < values.size(); i++) {
            inside(name + "[" + i + "]").ifPresent(list::add);
        }
        return list;
    }

    List<String> texts(String name) {
        var list = new ArrayList<String>();
        values.forEach((key, value) -> {
            if (key.startsWith(name)
                    && PLACE.matcher(key.substring(name.length())).matches()) {
                list.add(value);
            }
        });
        return list;
    }

    /// A flat map such as `metadata`. Stripe's bounds: 50 keys of 40 characters with values of 500.
    Map<String, String> map(String name) {
        var map = inside(name).map(Params::values).orElse(Map.of());
        if (map.size() > 50) {
            throw StripeError.invalid(null, "Metadata can have up to 50 keys.", full(name));
        }
        map.forEach((key, value) -> {
            if (key.length() > 40) {
                throw StripeError.invalid(null, "Metadata keys can have up to 40 characters.", full(name));
            }
            if (value.length() > 500) {
                throw StripeError.invalid(
                        null, "Metadata values can have up to 500 characters.", full(name) + "[" + key + "]");
            }
        });
        return new LinkedHashMap<>(map);
    }

    /// Refuses names that the endpoint does not know, as Stripe does.
    void only(String... names) {
        var known = Set.of(names);
        values.keySet().stream()
                .map(key -> key.contains("[") ? key.substring(0, key.indexOf('[')) : key)
                .filter(key -> !known.contains(key) && !key.equals("expand"))
                .findFirst()
                .ifPresent(key -> {
                    throw StripeError.invalid(
                            "parameter_unknown", "Received unknown parameter: " + full(key), full(key));
                });
    }

    /// The same for the same parameters, in whatever order they came.
    String fingerprint() {
        return new TreeMap<>(values).toString();
    }

    private String full(String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }

    static Params none() {
        return new Params("", Map.of());
    }
}
