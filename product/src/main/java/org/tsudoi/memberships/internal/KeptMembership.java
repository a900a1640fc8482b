package org.tsudoi.memberships.internal;

import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.PayBy;

/// A membership with what its member wants to pay by.
///
/// @param warned the last period whose fee was told days before; -1 for none
record KeptMembership(Membership membership, PayBy by, int warned) {}
