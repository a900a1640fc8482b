package org.tsudoi.questions;

import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one question of an event.
public record QuestionId(UUID value) {
    public static Optional<QuestionId> parse(String shown) {
        return Ids.parse("qst", shown).map(QuestionId::new);
    }

    @Override
    public String toString() {
        return Ids.show("qst", value);
    }
}
