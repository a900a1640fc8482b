package org.tsudoi.payouts;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;

/// Who knows of money that is owed to organisers and is not to be paid out until something is cleared up. Without a
/// bean of this type all of it is paid.
public interface HeldBack {
    /// Besides what was sold for orders that are not complete by then, which waits by itself.
    Map<OrganiserId, Money> of(Currency currency, Instant completedBy);
}
