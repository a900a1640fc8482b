package org.tsudoi.memberships;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.MemberId;

/// The memberships of members, from joining to the end. What changes a membership takes its fee at once
/// when one is due: no transaction may be open.
public interface Memberships {
    /// What joining now would mean; the fees are by the code that charges them.
    ///
    /// @throws org.tsudoi.platform.Problem when there is no such plan
    Offered preview(MonthlyPlanId plan, MemberId member);

    /// The same, for somebody who was never in it.
    Offered preview(MonthlyPlanId plan);

    /// The fees that come next for somebody who is in, without what is paid or owed already; none when nothing
    /// more is to be charged.
    List<Fee> coming(MembershipId membership, int count);

    /// What would be charged next if who is leaving stayed after all.
    Optional<Fee> ifStayed(MembershipId membership);

    Joined join(MembershipId id, MonthlyPlanId plan, MemberId member, PayBy by);

    /// The same, for whoever read what it means.
    ///
    /// @param shown [Offered#seal] of what was shown: nothing else is agreed to
    Joined join(MembershipId id, MonthlyPlanId plan, MemberId member, PayBy by, String shown);

    sealed interface Joined {
        /// In, or with the first fee still to be paid. The same id again is answered with what became of it.
        record In(Membership membership) implements Joined {}

        record Already(MembershipId running) implements Joined {}

        record Full() implements Joined {}

        record Closed() implements Joined {}

        /// Another day has begun, or other terms hold: this is what it would be now.
        record Changed(Offered now) implements Joined {}
    }

    Membership get(MembershipId membership);

    /// Those of them that there are.
    List<Membership> all(Collection<MembershipId> memberships);

    PayBy payBy(MembershipId membership);

    /// One that is not ended.
    Optional<Membership> running(MonthlyPlanId plan, MemberId member);

    /// Also those that ended, the newest first.
    List<Membership> of(MemberId member);

    /// Those that are not ended, in the order of joining.
    ///
    /// @param skipped so many come before
    List<Membership> in(MonthlyPlanId plan, int skipped, int max);

    /// Of those only who may come in today.
    List<Membership> openToday(MonthlyPlanId plan, int skipped, int max);

    boolean isOpenTo(MonthlyPlanId plan, MemberId member);

    /// The first period first.
    List<Charge> charges(MembershipId membership);

    List<Change> history(MembershipId membership);

    record Change(Instant at, @Nullable String from, String to, String who, String why) {}

    /// Another means from now on, wished by the member, who waits for it: what is owed is asked for by it at once.
    Membership payBy(MembershipId membership, PayBy by, String who);

    /// At the end of what is paid; one that is not paid for, or is suspended, ends now.
    Membership leave(MembershipId membership, String who);

    /// Now; what comes back is the owner's rule that was agreed to.
    Membership leaveAtOnce(MembershipId membership, String who);

    /// Of one that was to end with its period.
    Membership stay(MembershipId membership, String who);

    int PAUSE_MONTHS_MAX = 12;

    /// So many periods are left out, after the present one.
    Membership pause(MembershipId membership, int months, String who);

    /// It goes on with the next period that begins.
    Membership resume(MembershipId membership, String who);

    /// The owner's, or the operator's.
    ///
    /// @param why for them: it is not told
    Membership suspend(MembershipId membership, String why, String who);

    /// It goes on as it was to: who was leaving still is, and who paused as well.
    Membership restore(MembershipId membership, String who);

    Membership expel(MembershipId membership, String who);

    /// The operator's: it ends now, and the days that are not used come back whatever the owner's rule is.
    Membership stop(MembershipId membership, String who);

    /// A hint that there is news of a charge: it is looked at. Anybody may say so.
    void heard(ChargeId charge);

    /// Does what is due. Run by a job; again, or after being killed half-way, is fine. Answers how many were looked at.
    int runDue();
}
