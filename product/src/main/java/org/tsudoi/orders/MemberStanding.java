package org.tsudoi.orders;

import java.util.Collection;
import java.util.Set;

/// What whoever keeps the members tells orders. Without a bean of this type nobody is refused.
public interface MemberStanding {
    /// Those of these that a member placed as one, and could not place now. Joins the caller's transaction.
    Set<OrderId> refused(Collection<OrderId> orders);
}
