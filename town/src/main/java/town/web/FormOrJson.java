package town.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a caller of an API gave: a JSON object, or a form whose brackets are taken as one
/// (`payment_details[type]=konbini`).
public final class FormOrJson {
    private FormOrJson() {}

    /// @throws IllegalArgumentException when the body says it is JSON and is no JSON object
    public static ObjectNode of(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.contains("json") ? json(request) : form(request);
    }

    private static ObjectNode json(HttpServletRequest request) {
        try {
            var body = request.getInputStream().readAllBytes();
            if (body.length == 0) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (JsonMapper.shared().readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private static ObjectNode form(HttpServletRequest request) {
        var object = JsonNodeFactory.instance.objectNode();
        request.getParameterMap().forEach((name, values) -> {
            var steps = name.replace("]", "").split("\\[", -1);
            var list = steps.length > 1 && steps[steps.length - 1].isEmpty();
            var here = object;
            for (int i = 0; i < steps.length - (list ? 2 : 1); i++) {
                here = here.path(steps[i]) instanceof ObjectNode there ? there : here.putObject(steps[i]);
            }
            if (list) {
                var into = here.putArray(steps[steps.length - 2]);
                for (var value : values) {
                    into.add(value);
                }
            } else {
                here.put(steps[steps.length - 1], values[values.length - 1]);
            }
        });
        return object;
    }
}
