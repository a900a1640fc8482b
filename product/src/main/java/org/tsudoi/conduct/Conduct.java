package org.tsudoi.conduct;

import org.tsudoi.members.MemberId;
import org.tsudoi.stages.Sanction;

/// What follows from a decision about a member. Nothing of it is stored: it is read off what there is, so that the
/// preview, the work and its progress are one.
public interface Conduct {
    /// What there is of a member that a decision can touch.
    Consequences of(MemberId member);

    /// What is left to do for it; nothing for one that is not in force.
    Consequences left(Sanction sanction);

    /// Does what is left. No transaction may be open; again, or after a crash, goes on.
    void carryOut(Sanction.InForce sanction);
}
