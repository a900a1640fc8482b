package org.tsudoi.orders;

import java.util.Set;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.payments.Means;

/// Which means of payment an organiser does not want. All others that are set up on the instance are offered. Cash at
/// the
/// counter is refused until an organiser says otherwise.
public interface AcceptedMeans {
    Set<Means> refused(OrganiserId organiser);

    /// From a few seconds later on these are not offered any more. What was begun with one of them goes on.
    void refuse(OrganiserId organiser, Set<Means> means);
}
