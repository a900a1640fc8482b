package town.stripe;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `expand[]`: ids replaced by what they stand for, along paths such as `data.payment_intent.latest_charge`.
@Component
class Expansion {
    private static final int DEEPEST = 4;

    private final StripeObjects objects;
    private final Books books;

    Expansion(StripeObjects objects, Books books) {
        this.objects = objects;
        this.books = books;
    }

    ObjectNode expand(ObjectNode answer, List<String> paths) {
        for (var path : paths) {
            var steps = path.split("\\.", -1);
            if (steps.length > DEEPEST) {
                throw StripeError.invalid(
                        null, "You cannot expand more than 4 levels of a property. Property: " + path, "expand");
            }
            expand(answer, steps, 0, path);
        }
        return answer;
    }

    private void expand(ObjectNode node, String[] steps, int depth, String path) {
        if (depth == steps.length) {
            return;
        }
        var step = steps[depth];
        if (step.equals("line_items") && node.path("object").asString("").equals("checkout.session")) {
            node.set(step, objects.lines(books.session(node.path("id").asString())));
        }
        var value = node.get(step);
        if (value == null) {
            throw StripeError.invalid(
                    null,
                    "This property cannot be expanded (%s). You may want to try expanding '%s' instead."
                            .formatted(path, "data." + path),
                    "expand");
        }
        if (value.isString()) {
            objects.find(value.asString()).ifPresent(found -> node.set(step, found));
        }
        var expanded = node.get(step);
        if (expanded.isArray()) {
            for (JsonNode each : expanded) {
                if (each instanceof ObjectNode inner) {
                    expand(inner, steps, depth + 1, path);
                }
            }
        } else if (expanded instanceof ObjectNode inner) {
            expand(inner, steps, depth + 1, path);
        }
    }
}
