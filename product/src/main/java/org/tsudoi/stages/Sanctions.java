package org.tsudoi.stages;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.members.MemberId;

/// What operators decided about members who broke the rules. What follows from it is worked out from here by others,
/// again and again until nothing is left to do.
public interface Sanctions {
    /// What is owed to a member who is barred is paid out once buyers can hardly dispute it any more: cards give them
    /// 120 days (Visa and Mastercard, 2026-11).
    Duration PAYOUT_HOLD = Duration.ofDays(120);

    boolean isBarred(MemberId member);

    /// All who are suspended or expelled now: few.
    Set<MemberId> barred();

    /// What bars this member now; of two the one for good.
    Optional<Sanction.InForce> barring(MemberId member);

    /// Who is expelled reads nothing any more of those who came to them.
    default boolean isExpelled(MemberId member) {
        return barring(member)
                .filter(one -> one.decision().kind() == Sanction.Kind.EXPULSION)
                .isPresent();
    }

    Optional<Sanction> find(SanctionId id);

    /// The newest first.
    List<Sanction> of(MemberId member);

    /// The newest first; those that wait for an operator before all others.
    List<Sanction> all(int max);

    /// In force, begun, and not over.
    List<Sanction.InForce> toCarryOut();

    /// A suspension holds as decided; an expulsion waits for a second operator. The same id again answers what was
    /// decided first.
    ///
    /// @throws org.tsudoi.platform.Problem conflict when such a decision about this member stands
    Sanction decide(SanctionId id, Sanction.Decision decision);

    /// As `decide`, but a suspension waits for a second operator, too.
    Sanction propose(SanctionId id, Sanction.Decision decision);

    /// @throws org.tsudoi.platform.Problem conflict for who proposed it, and when somebody was faster
    Sanction.InForce confirm(SanctionId id, MemberId second);

    /// @throws org.tsudoi.platform.Problem as `confirm`
    Sanction.Refused refuse(SanctionId id, MemberId second);

    /// @throws org.tsudoi.platform.Problem conflict when it is not in force
    Sanction.Ended lift(SanctionId id, MemberId by);

    /// By the program: what it rested on is lifted.
    ///
    /// @throws org.tsudoi.platform.Problem conflict when it is not in force
    Sanction.Ended letGo(SanctionId id);

    /// Once for each decision.
    ///
    /// @throws org.tsudoi.platform.Problem not-found for anybody but the member; conflict for a second one
    Sanction.InForce appeal(SanctionId id, MemberId member, String words);

    /// @throws org.tsudoi.platform.Problem conflict for who decided, and without an open appeal
    Sanction answer(SanctionId id, MemberId by, String words, boolean lift);

    /// Somebody wanted to buy by the address of a member who is barred. The member is told, once a day.
    void triedToOrder(MemberId member);

    /// Ended, and nobody has noted [#RESTORED] yet.
    List<Sanction.Ended> toRestore();

    String RESTORED = "restored";

    /// Notes the end of suspensions whose time is over. Run by a job; answers how many.
    int endOver();

    /// The first step first.
    List<Step> history(SanctionId id);

    record Step(Instant at, String what, String by) {}

    /// Kept with its history: what was done for it.
    void note(SanctionId id, String what);

    /// The same, by an operator.
    void note(SanctionId id, String what, MemberId by);
}
