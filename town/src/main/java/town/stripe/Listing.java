package town.stripe;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;
import town.state.Shelf;

/// Lists, newest first, a page at a time: `limit`, `starting_after`, `ending_before`, `created`.
@Component
class Listing {
    private static final int USUAL = 10;
    private static final int MOST = 100;

    private final StripeObjects objects;

    Listing(StripeObjects objects) {
        this.objects = objects;
    }

    <T> ObjectNode of(
            Params params,
            String path,
            Shelf<T> shelf,
            Predicate<T> wanted,
            Function<T, String> id,
            Function<T, Instant> created,
            Function<T, ObjectNode> shown) {
        long limit = params.integer("limit").orElse((long) USUAL);
        if (limit < 1 || limit > MOST) {
            throw StripeError.invalid(
                    "parameter_invalid_integer",
                    "This value must be greater than or equal to 1 and at most 100.",
                    "limit");
        }
        var all = shelf.newest(Integer.MAX_VALUE, wanted.and(it -> within(params, created.apply(it))));
        var ids = all.stream().map(id).toList();
        int from = params.text("starting_after")
                .map(it -> place(ids.indexOf(it), it, "starting_after") + 1)
                .orElse(0);
        int to = params.text("ending_before")
                .map(it -> place(ids.indexOf(it), it, "ending_before"))
                .orElse(ids.size());
        if (params.text("ending_before").isPresent()) {
            from = Math.max(from, to - (int) limit);
        }
        int end = Math.min(to, from + (int) limit);
        var more = params.text("ending_before").isPresent() ? from > 0 : end < to;
        return objects.list(
                path, all.subList(from, Math.max(from, end)).stream().map(shown).toList(), more);
    }

    private static int place(int index, String id, String param) {
        if (index < 0) {
            throw StripeError.invalid("resource_missing", "No such object: '" + id + "'", param);
        }
        return index;
    }

    private static boolean within(Params params, Instant created) {
        long at = created.getEpochSecond();
        return params.integer("created").map(it -> it == at).orElse(true)
                && params.integer("created[gt]").map(it -> at > it).orElse(true)
                && params.integer("created[gte]").map(it -> at >= it).orElse(true)
                && params.integer("created[lt]").map(it -> at < it).orElse(true)
                && params.integer("created[lte]").map(it -> at <= it).orElse(true);
    }
}
