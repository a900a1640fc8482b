package org.tsudoi.memberships.internal;

import java.time.Instant;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.Membership;

/// The next thing to be done about a membership.
sealed interface Todo {
    /// What whoever takes fees has to be called for; all else happens here.
    sealed interface Call extends Todo {}

    record Send(Charge.Due charge) implements Call {}

    /// @param attempt of a charge whose answer is missing
    record Look(Charge charge, int attempt) implements Call {}

    record Close(Charge.Waiting charge) implements Call {}

    /// Done here, in one transaction.
    sealed interface Step extends Todo {}

    record Open(int period) implements Step {}

    /// The fee of this period is told before it is charged.
    record Warn(int period) implements Step {}

    record Drop(Charge charge) implements Step {}

    record Revive(Charge.Dropped charge) implements Step {}

    /// All that is left of it.
    record GiveBack(Charge.Paid charge) implements Step {}

    record Begin(Membership.Joining membership) implements Step {}

    record Renew(Membership membership) implements Step {}

    /// What was paid after the pause was wished is used before it.
    record UseFirst(Membership.Paused membership) implements Step {}

    record FallBehind(Membership membership) implements Step {}

    record Recover(Membership.PastDue membership) implements Step {}

    record Climb(Membership.PastDue membership, int step) implements Step {}

    record StopAccess(Membership.PastDue membership) implements Step {}

    record End(Membership membership, Membership.EndReason why) implements Step {}

    /// Nothing before this moment.
    record Rest(Instant until) implements Todo {}

    /// Nothing ever, unless somebody does something.
    record Over() implements Todo {}
}
