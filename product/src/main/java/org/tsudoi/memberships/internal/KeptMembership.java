package org.tsudoi.memberships.internal;

import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.PayBy;

/// A membership with what its member wants to pay by.
record KeptMembership(Membership membership, PayBy by) {}
