package town.omise;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// One page of a list: docs.omise.co/api-pagination. Oldest first when nothing else is asked.
final class Listing {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private Listing() {}

    static <T> ObjectNode of(
            Given given,
            String location,
            List<T> all,
            Function<T, Instant> created,
            Clock clock,
            Function<T, ObjectNode> shown) {
        var from = given.time("from").orElse(Instant.EPOCH);
        var to = given.time("to").orElse(clock.instant());
        var order = given.text("order").orElse("chronological");
        int limit = Math.clamp(given.integer("limit").orElse((long) USUAL), 1, MOST);
        int offset = Math.clamp(given.integer("offset").orElse(0L), 0, Integer.MAX_VALUE);
        var chronological = Comparator.comparing(created);
        var found = all.stream()
                .filter(it ->
                        !created.apply(it).isBefore(from) && !created.apply(it).isAfter(to))
                .sorted(order.equals("reverse_chronological") ? chronological.reversed() : chronological)
                .toList();
        var node = OmiseObjects.list(
                found.stream().skip(offset).limit(limit).map(shown).toList());
        node.put("limit", limit);
        node.put("offset", offset);
        node.put("total", found.size());
        node.put("location", location);
        node.put("order", order);
        node.put("from", OmiseObjects.time(from));
        node.put("to", OmiseObjects.time(to));
        return node;
    }
}
