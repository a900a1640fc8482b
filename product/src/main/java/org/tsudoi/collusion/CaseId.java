package org.tsudoi.collusion;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.tsudoi.members.MemberId;
import org.tsudoi.platform.Ids;

/// Names one case: the same whenever the same group is found while its case is open.
public record CaseId(UUID value) {
    private static final String BETWEEN = "\u001f";

    /// @param closedBefore how many cases of this group were closed before
    public static CaseId derive(Collection<MemberId> members, int closedBefore) {
        var group = members.stream().map(MemberId::toString).sorted().distinct().toList();
        var words = "collusion" + BETWEEN + String.join(BETWEEN, group) + BETWEEN + closedBefore;
        return new CaseId(UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)));
    }

    public static Optional<CaseId> parse(String shown) {
        return Ids.parse("col", shown).map(CaseId::new);
    }

    @Override
    public String toString() {
        return Ids.show("col", value);
    }
}
