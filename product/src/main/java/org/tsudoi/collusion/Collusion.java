package org.tsudoi.collusion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.MemberId;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;

/// Looks each day for members who deal with each other for show, and keeps the cases until they are
/// decided. It does nothing to anybody by itself.
public interface Collusion {
    /// Dealings that are looked at were booked so long ago at most.
    Duration WINDOW = Duration.ofDays(180);

    /// An appeal that nobody decides in that time is granted.
    Duration APPEAL_DECIDED_WITHIN = Duration.ofDays(30);

    /// Points that nobody has decided about in that time are released.
    Duration HELD_AT_MOST = Duration.ofDays(90);

    /// Looks now, with no transaction open. The same found twice changes nothing.
    Look look();

    /// @param opened  cases that are new
    /// @param isWhole false when there was too much to look through, so that something may be missing
    record Look(Instant at, int dealings, int found, int opened, boolean isWhole) {}

    Optional<Look> newestLook();

    /// Who deals with whom as it is now, without waiting for the next look; nothing of it is kept.
    Picture picture();

    /// How many cases want an operator: nobody has looked, somebody appealed, or a suspension waits for a
    /// second one.
    long waiting();

    /// Open ones with the gravest first, or closed ones with the newest first.
    List<Listed> cases(boolean open, int max);

    record Listed(Case now, int score, Instant foundAt) {}

    Optional<Dossier> find(CaseId id);

    /// @param found       what was found, as it was then, the newest first
    /// @param events      what happened, the oldest first
    /// @param related     other cases with two or more of the same members, the newest first
    /// @param suspensions of its members, as they stand now, in the order in which they were proposed
    record Dossier(Case now, List<Found> found, List<Event> events, List<Case> related, List<Sanction> suspensions) {}

    record Found(Instant at, Suspicion suspicion) {}

    /// @param state as columns and texts have it: `points_held`
    /// @param who   a member's id, or `tsudoi`
    record Event(Instant at, String state, String who, String why) {}

    /// The one in which that was proposed; empty where an operator decided by themselves.
    Optional<CaseId> caseOf(SanctionId suspension);

    /// Does one step about a case, if the case, what was found and who asks allow it. Suspending is
    /// `suspend`.
    Acting act(CaseId id, Step step, String why, MemberId who);

    /// Proposes to suspend each member of the group who is not suspended or proposed to be. It holds for
    /// each once a second operator has confirmed it; with the first of them the case is `Suspended`.
    /// Appeals and answers there are appeals and answers here, and the other way round.
    ///
    /// @param why as the members are told it
    Acting suspend(CaseId id, Suspending how, String why, MemberId who);

    /// @param endsAt       empty: until it is lifted
    /// @param cancelHosted whether what the members host is called off, everybody refunded in full
    /// @param cancelBooked whether what they have booked is cancelled, refunded in full
    record Suspending(Optional<Instant> endsAt, boolean cancelHosted, boolean cancelBooked) {}

    /// Asks for a second look at what stands against the group, by one of them. Each may once, also when another's
    /// was refused.
    Acting appeal(CaseId id, String why, MemberId who);

    sealed interface Acting {
        record Done(Case now) implements Acting {}

        record Refused(Reason reason) implements Acting {}
    }

    /// In the order in which they are looked at.
    enum Reason {
        NOT_FOUND,
        /// Who asks is part of the case and may only appeal, or is not and may not.
        PARTY,
        /// Each of the group appeals once.
        APPEALED_BEFORE,
        /// It is not in a state for this, or not any more.
        NOT_NOW,
        /// What was found does not carry it.
        LEVEL,
        /// Whoever took a measure does not decide the appeal.
        SAME_PERSON,
        /// Each of the group is suspended, or proposed to be.
        SUSPENDED_BEFORE
    }

    /// Cases in which something stands against this member, or stood.
    List<Case> of(MemberId member);

    /// Published inside the transaction in which a case moved.
    ///
    /// @param step how many it has gone
    record CaseMoved(CaseId id, List<MemberId> members, String state, int step) {}

    /// Published inside the transaction that keeps a look by which cases were opened.
    record CasesFound(Instant at, int opened) {}
}
