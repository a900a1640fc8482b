package org.tsudoi.conduct;

import java.time.Instant;
import org.tsudoi.members.MemberId;
import org.tsudoi.stages.SanctionId;

/// Paying back what is left of the points that a member bought who was expelled: one operator proposes it, another one
/// lets it happen.
public sealed interface Settlement {
    SettlementId id();

    Terms terms();

    /// @param points no more than these go back, whatever there is by then
    record Terms(SanctionId sanction, MemberId member, long points, MemberId by, Instant at) {
        public Terms {
            if (points < 1) throw new IllegalArgumentException("nothing to settle");
            if (by.equals(member)) throw new IllegalArgumentException("nobody settles with themselves");
        }
    }

    record Second(MemberId operator, Instant at) {}

    record Proposed(SettlementId id, Terms terms) implements Settlement {
        public Done done(Second second, long back) {
            return new Done(id, terms, checked(second), back);
        }

        public Refused refused(Second second) {
            return new Refused(id, terms, checked(second));
        }

        private Second checked(Second second) {
            if (!maySecond(second.operator)) throw new IllegalArgumentException("another operator decides");
            return second;
        }

        public boolean maySecond(MemberId operator) {
            return !operator.equals(terms.by) && !operator.equals(terms.member);
        }
    }

    /// @param back points that went, each a yen
    record Done(SettlementId id, Terms terms, Second second, long back) implements Settlement {
        public Done {
            if (back < 0 || back > terms.points) throw new IllegalArgumentException("more than was proposed");
        }
    }

    record Refused(SettlementId id, Terms terms, Second second) implements Settlement {}
}
