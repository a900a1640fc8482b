package town.komoju;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One page of a list.
final class Listing {
    private static final int USUAL = 25;
    private static final int MOST = 100;

    private Listing() {}

    static <T> ObjectNode of(Given given, List<T> found, Function<T, ObjectNode> shown) {
        int page = Math.toIntExact(given.integer("page").filter(it -> it > 0).orElse(1L));
        int size = Math.toIntExact(
                Math.min(MOST, given.integer("per_page").filter(it -> it > 0).orElse((long) USUAL)));
        var node = JsonNodeFactory.instance.objectNode();
        node.put("resource", "list");
        node.put("total", found.size());
        node.put("page", page);
        node.put("per_page", size);
        node.put("last_page", (found.size() + size - 1) / size);
        var rows = node.putArray("data");
        found.stream().skip((long) (page - 1) * size).limit(size).map(shown).forEach(rows::add);
        return node;
    }

    static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException _) {
            throw KomojuError.badRequest("The time could not be understood: " + text);
        }
    }
}
