package org.tsudoi.reconciliation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.platform.Ids;

/// Names one difference: the same whenever it is found.
public record DifferenceId(UUID value) {
    private static final String BETWEEN = "\u001f";

    public static DifferenceId derive(DifferenceKind kind, String source, String subject) {
        var words = String.join(BETWEEN, "difference", kind.word(), source, subject);
        return new DifferenceId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    public static Optional<DifferenceId> parse(String shown) {
        return Ids.parse("dif", shown).map(DifferenceId::new);
    }

    @Override
    public String toString() {
        return Ids.show("dif", value);
    }
}
