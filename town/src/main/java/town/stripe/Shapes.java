package town.stripe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The documented fields of every object, each at its neutral value, to be filled in.
@Component
class Shapes {
    private final JsonMapper json;
    private final Map<String, ObjectNode> shapes = new ConcurrentHashMap<>();

    Shapes(JsonMapper json) {
        this.json = json;
    }

    ObjectNode of(String name) {
        return shapes.computeIfAbsent(name, this::read).deepCopy();
    }

    private ObjectNode read(String name) {
        try (var in = new ClassPathResource("stripe/shapes/" + name + ".json").getInputStream()) {
            return (ObjectNode) json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
