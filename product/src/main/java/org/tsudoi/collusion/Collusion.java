package org.tsudoi.collusion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsudoi.members.MemberId;

/// Looks each day for members who deal with each other for show, and keeps the cases until they are decided. It does
/// nothing to anybody by itself; what a person has decided is asked for by `restrictions`.
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

    /// Open ones with the gravest first, or closed ones with the newest first.
    List<Listed> cases(boolean open, int max);

    record Listed(Case now, int score, Instant foundAt) {}

    Optional<Dossier> find(CaseId id);

    /// @param found   what was found, as it was then, the newest first
    /// @param events  what happened, the oldest first
    /// @param related other cases with two or more of the same members, the newest first
    record Dossier(Case now, List<Found> found, List<Event> events, List<Case> related) {}

    record Found(Instant at, Suspicion suspicion) {}

    /// @param state as columns and texts have it: `points_held`
    /// @param who   a member's id, or `tsudoi`
    record Event(Instant at, String state, String who, String why) {}

    /// Does one step about a case, if the case, what was found and who asks allow it.
    Acting act(CaseId id, Step step, String why, MemberId who);

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
        SAME_PERSON
    }

    /// Cases in which something stands against this member, or stood.
    List<Case> of(MemberId member);

    /// What stands against this member now.
    Restrictions restrictions(MemberId member);

    /// @param earnsNothingFrom members whose given points bring this one nothing
    /// @param held             dealings whose points wait until somebody decides
    /// @param reversed         those whose bonus was taken back: what else was paid for them is passed on
    record Restrictions(
            Set<MemberId> earnsNothingFrom, Set<DealingId> held, Set<DealingId> reversed, boolean isSuspended) {
        public static final Restrictions NONE = new Restrictions(Set.of(), Set.of(), Set.of(), false);
    }

    /// Published inside the transaction in which a case moved.
    ///
    /// @param step how many it has gone
    record CaseMoved(CaseId id, List<MemberId> members, String state, int step) {}
}
