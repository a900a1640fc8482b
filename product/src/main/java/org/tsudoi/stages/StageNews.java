package org.tsudoi.stages;

import java.time.LocalDate;
import java.util.List;
import org.tsudoi.members.MemberId;

/// Published inside the transaction that stores the change.
public sealed interface StageNews {
    /// @param teaching all who are to be told
    record GuidelineWritten(int version, List<MemberId> teaching) implements StageNews {}

    record StageChanged(MemberId member, Stages.Why why, String reference) implements StageNews {}

    /// A decision holds from now on, or from its day on.
    record SanctionInForce(SanctionId sanction, MemberId member) implements StageNews {}

    /// The appeal was answered, or the decision was lifted.
    record SanctionAnswered(SanctionId sanction, MemberId member, boolean lifted) implements StageNews {}

    /// Somebody wanted to buy by the address of the member who is barred by it. Told once a day.
    record KeptFromOrdering(SanctionId sanction, MemberId member, LocalDate day) implements StageNews {}

    /// An operator is to look at it: a second one, or another one than decided.
    record SanctionWaits(SanctionId sanction) implements StageNews {}
}
