package org.tsudoi.collusion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tsudoi.members.MemberId;

/// A suspicion from when it is found until somebody has decided. Nothing is done to anybody but by a person who says
/// why, one step after the other, and never more than what was found can carry.
public sealed interface Case {
    Matter matter();

    /// What stands against the group now.
    default Optional<Measure> standing() {
        return Optional.empty();
    }

    default CaseId id() {
        return matter().id();
    }

    /// @param members      the group, in the order of their ids
    /// @param closedBefore how many cases of this group were closed before
    /// @param level        the highest that was found
    record Matter(CaseId id, List<MemberId> members, int closedBefore, Level level, Instant openedAt) {
        public Matter {
            members = List.copyOf(members);
        }

        private void carries(Measure measure) {
            if (!level.reaches(measure.needed())) {
                throw new IllegalStateException(id + " is at " + level + ", which carries no " + measure);
            }
        }

        /// Nobody decides about themself, but only they appeal.
        public boolean isParty(String who) {
            return members.stream().anyMatch(member -> member.toString().equals(who));
        }

        private void decides(Act act) {
            if (isParty(act.who)) throw new IllegalStateException(act.who + " is part of " + id);
        }
    }

    /// @param who a member's id, or `tsudoi`
    record Act(String who, String why, Instant at) {
        public Act {
            if (why.isBlank()) throw new IllegalArgumentException("nobody acts without saying why");
        }
    }

    record Opened(Matter matter) implements Case {
        public LookedAt lookedAt(Act act) {
            matter.decides(act);
            return new LookedAt(matter);
        }

        public Dismissed dismissed(Act act) {
            matter.decides(act);
            return new Dismissed(matter);
        }
    }

    record LookedAt(Matter matter) implements Case {
        public EarningStopped earningStopped(Act act) {
            matter.decides(act);
            matter.carries(Measure.NO_EARN);
            return new EarningStopped(matter, act.who);
        }

        public Dismissed dismissed(Act act) {
            matter.decides(act);
            return new Dismissed(matter);
        }
    }

    /// @param by who took the measure
    record EarningStopped(Matter matter, String by) implements Case {
        @Override
        public Optional<Measure> standing() {
            return Optional.of(Measure.NO_EARN);
        }

        public PointsHeld pointsHeld(Act act) {
            matter.decides(act);
            matter.carries(Measure.HOLD);
            return new PointsHeld(matter, act.who);
        }

        public Appealed appealed(Act act) {
            return Appealed.by(act, matter, Measure.NO_EARN, by);
        }

        public Lifted lifted(Act act) {
            matter.decides(act);
            return new Lifted(matter);
        }
    }

    record PointsHeld(Matter matter, String by) implements Case {
        @Override
        public Optional<Measure> standing() {
            return Optional.of(Measure.HOLD);
        }

        public BonusReversed bonusReversed(Act act) {
            matter.decides(act);
            matter.carries(Measure.REVERSAL);
            return new BonusReversed(matter, act.who);
        }

        public Appealed appealed(Act act) {
            return Appealed.by(act, matter, Measure.HOLD, by);
        }

        public Lifted lifted(Act act) {
            matter.decides(act);
            return new Lifted(matter);
        }
    }

    record BonusReversed(Matter matter, String by) implements Case {
        @Override
        public Optional<Measure> standing() {
            return Optional.of(Measure.REVERSAL);
        }

        public Suspended suspended(Act act) {
            matter.decides(act);
            matter.carries(Measure.SUSPENSION);
            return new Suspended(matter, act.who);
        }

        public Appealed appealed(Act act) {
            return Appealed.by(act, matter, Measure.REVERSAL, by);
        }

        public Lifted lifted(Act act) {
            matter.decides(act);
            return new Lifted(matter);
        }
    }

    record Suspended(Matter matter, String by) implements Case {
        @Override
        public Optional<Measure> standing() {
            return Optional.of(Measure.SUSPENSION);
        }

        public Appealed appealed(Act act) {
            return Appealed.by(act, matter, Measure.SUSPENSION, by);
        }

        public Lifted lifted(Act act) {
            matter.decides(act);
            return new Lifted(matter);
        }
    }

    /// The measure stands while it is looked at again, and is lifted when nobody does so in time.
    ///
    /// @param by who took the measure
    record Appealed(Matter matter, Measure measure, String by) implements Case {
        private static Appealed by(Act act, Matter matter, Measure measure, String by) {
            if (!matter.isParty(act.who)) throw new IllegalStateException(act.who + " is no part of " + matter.id);
            return new Appealed(matter, measure, by);
        }

        @Override
        public Optional<Measure> standing() {
            return Optional.of(measure);
        }

        /// Never by whoever took the measure.
        public Upheld upheld(Act act) {
            matter.decides(act);
            if (act.who.equals(by)) throw new IllegalStateException(by + " took the measure");
            return new Upheld(matter, measure, by);
        }

        public Lifted lifted(Act act) {
            matter.decides(act);
            return new Lifted(matter);
        }
    }

    record Upheld(Matter matter, Measure measure, String by) implements Case {
        @Override
        public Optional<Measure> standing() {
            return Optional.of(measure);
        }

        /// By another of the group: what one of them said used up nobody else's appeal.
        public Appealed appealed(Act act) {
            return Appealed.by(act, matter, measure, by);
        }

        public Lifted lifted(Act act) {
            matter.decides(act);
            return new Lifted(matter);
        }
    }

    /// There was nothing in it.
    record Dismissed(Matter matter) implements Case {}

    /// What was done is undone.
    record Lifted(Matter matter) implements Case {}
}
