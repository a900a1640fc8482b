package org.tsudoi.stages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.tsudoi.members.MemberId;

/// A member is suspended for a time, by one operator or, where it was proposed, by two; or is expelled by
/// two. Whether a suspension has begun or is over follows from the clock; the job that notes its end may be
/// late.
public sealed interface Sanction {
    SanctionId id();

    Decision decision();

    enum Kind {
        SUSPENSION,
        EXPULSION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param reason       as the member is told it
    /// @param endsAt       empty: until it is lifted
    /// @param cancelHosted whether what the member hosts is called off, everybody refunded in full
    /// @param cancelBooked whether what the member has booked is cancelled, refunded in full
    record Decision(
            MemberId member,
            Kind kind,
            String reason,
            Instant startsAt,
            Optional<Instant> endsAt,
            boolean cancelHosted,
            boolean cancelBooked,
            MemberId by,
            Instant at) {
        public static final int REASON_MAX = 2_000;

        public Decision {
            // To what the database keeps of a moment: whether it is over is asked of both.
            startsAt = startsAt.truncatedTo(ChronoUnit.MICROS);
            endsAt = endsAt.map(end -> end.truncatedTo(ChronoUnit.MICROS));
            reason = reason.strip();
            if (reason.isEmpty() || reason.length() > REASON_MAX) throw new IllegalArgumentException("no reason");
            if (by.equals(member)) throw new IllegalArgumentException("nobody decides about themselves");
            if (endsAt.isPresent() && !endsAt.get().isAfter(startsAt)) {
                throw new IllegalArgumentException("ends before it begins");
            }
            if (kind == Kind.EXPULSION && (endsAt.isPresent() || !cancelHosted || !cancelBooked)) {
                throw new IllegalArgumentException("an expulsion ends everything, for good");
            }
        }

        @Override
        public String toString() {
            return "Decision[" + kind + " of " + member + "]";
        }
    }

    /// The operator who looked at what another one proposed.
    record Second(MemberId operator, Instant at) {}

    /// @param answer empty while no operator has answered it
    record Appeal(String words, Instant at, Optional<Answer> answer) {
        public static final int WORDS_MAX = 4_000;

        @Override
        public String toString() {
            return "Appeal[" + at + "]";
        }
    }

    record Answer(String words, MemberId by, Instant at) {
        @Override
        public String toString() {
            return "Answer[" + by + "]";
        }
    }

    /// @param by a member's id, or `program` when its time was over
    record End(Why why, String by, Instant at) {
        public enum Why {
            OVER,
            LIFTED,
            APPEAL;

            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// A second operator has still to look at it: nothing follows yet.
    record Proposed(SanctionId id, Decision decision) implements Sanction {
        public InForce confirmed(Second second) {
            if (!maySecond(second.operator)) throw new IllegalArgumentException("another operator confirms");
            return new InForce(id, decision, Optional.of(second), Optional.empty());
        }

        public Refused refused(Second second) {
            if (!maySecond(second.operator)) throw new IllegalArgumentException("another operator refuses");
            return new Refused(id, decision, second);
        }

        public boolean maySecond(MemberId operator) {
            return !operator.equals(decision.by) && !operator.equals(decision.member);
        }
    }

    record InForce(SanctionId id, Decision decision, Optional<Second> second, Optional<Appeal> appeal)
            implements Sanction {
        public InForce appealed(String words, Instant at) {
            if (appeal.isPresent()) throw new IllegalStateException("there is one appeal");
            return new InForce(id, decision, second, Optional.of(new Appeal(words, at, Optional.empty())));
        }

        public InForce upheld(Answer answer) {
            return new InForce(id, decision, second, Optional.of(answered(answer)));
        }

        public Ended overturned(Answer answer) {
            var end = new End(End.Why.APPEAL, answer.by.toString(), answer.at);
            return new Ended(id, decision, second, Optional.of(answered(answer)), end);
        }

        private Appeal answered(Answer answer) {
            var open = appeal.filter(it -> it.answer.isEmpty()).orElseThrow(IllegalStateException::new);
            if (!mayAnswer(answer.by)) throw new IllegalArgumentException("another operator answers");
            return new Appeal(open.words, open.at, Optional.of(answer));
        }

        /// Whoever decided does not judge about it again.
        public boolean mayAnswer(MemberId operator) {
            return !operator.equals(decision.by) && !operator.equals(decision.member);
        }

        public Ended ended(End end) {
            return new Ended(id, decision, second, appeal, end);
        }

        public boolean isBarring(Instant now) {
            return !now.isBefore(decision.startsAt)
                    && decision.endsAt.filter(end -> !now.isBefore(end)).isEmpty();
        }
    }

    record Refused(SanctionId id, Decision decision, Second second) implements Sanction {}

    /// The member may do again what everybody may; what was cancelled stays so.
    record Ended(SanctionId id, Decision decision, Optional<Second> second, Optional<Appeal> appeal, End end)
            implements Sanction {}
}
