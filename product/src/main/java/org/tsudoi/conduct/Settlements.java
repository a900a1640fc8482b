package org.tsudoi.conduct;

import java.util.List;
import org.tsudoi.members.MemberId;
import org.tsudoi.pointsales.RestOfPoints;
import org.tsudoi.stages.SanctionId;

/// Settles the bought points of members who were expelled.
public interface Settlements {
    /// What there is now.
    RestOfPoints.Rest rest(MemberId member);

    /// The newest first.
    List<Settlement> of(SanctionId sanction);

    /// The same id again answers what was proposed first.
    ///
    /// @throws org.tsudoi.platform.Problem conflict unless the expulsion is in force, nothing is
    ///     proposed, and there is something that may go back
    Settlement propose(SettlementId id, SanctionId sanction, MemberId by);

    /// Takes the points, and has their money given back. Again changes nothing.
    ///
    /// @throws org.tsudoi.platform.Problem conflict for who proposed it, when somebody was faster, and when the
    ///     expulsion holds no more
    Settlement confirm(SettlementId id, MemberId second);

    /// @throws org.tsudoi.platform.Problem as `confirm`
    Settlement refuse(SettlementId id, MemberId second);
}
