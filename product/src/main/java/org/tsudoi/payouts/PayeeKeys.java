package org.tsudoi.payouts;

import java.util.Collection;
import java.util.Map;
import org.tsudoi.members.OrganiserId;

/// Which organisers are paid to one account, without saying which that is.
public interface PayeeKeys {
    /// The same text for the same account; of those that have told one.
    Map<OrganiserId, String> of(Collection<OrganiserId> organisers);
}
