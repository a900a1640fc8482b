package org.tsudoi.stages;

import java.util.Optional;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.OrganiserId;

/// Whether somebody may make an offering public and sell it. The database asks the same when an event is published.
public interface Teaching {
    /// Empty: nothing.
    Optional<Hindrance> hinders(MemberId member);

    /// Nothing while one of its owners may; otherwise what is easiest to mend.
    Optional<Hindrance> hinders(OrganiserId organiser);

    /// In the caller's transaction; until its end the stage of no owner changes.
    ///
    /// @throws org.tsudoi.platform.Problem may-not-teach, `stages.error.…`
    void require(OrganiserId organiser);
}
