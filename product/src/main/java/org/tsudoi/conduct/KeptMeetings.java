package org.tsudoi.conduct;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.tsudoi.members.MemberId;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.stages.Sanction;
import org.tsudoi.stages.SanctionId;

/// Meetings that were left to a member who is suspended, and who leads them in their place. With nobody in time they
/// are called off, and everybody gets all of it back; of a course one date after the other.
public interface KeptMeetings {
    /// Buyers are told a day before rather than at the door.
    Duration LEADER_NEEDED_BEFORE = Duration.ofDays(1);

    /// What an operator has at least to find somebody, where there is less time than that.
    Duration TO_FIND_ONE = Duration.ofHours(2);

    /// What begins later than that is never left to the door.
    Duration LAST_MOMENT = Duration.ofMinutes(15);

    /// Those that take place while it holds, the soonest first.
    List<Kept> of(Sanction.InForce sanction);

    /// @param begins   the next time that somebody has to lead it
    /// @param leaders  who may
    /// @param calledOffAt unless there is somebody by then
    record Kept(Event event, Instant begins, Set<MemberId> leaders, Instant calledOffAt) {
        public boolean isLed() {
            return !leaders.isEmpty();
        }
    }

    /// Lets somebody else lead one of these, by an operator.
    Naming name(SanctionId sanction, EventId event, MemberId host, MemberId operator);

    enum Naming {
        NAMED,
        /// The decision is over, or the meeting is none of these any more.
        NOT_KEPT,
        /// They are suspended or expelled themselves.
        BARRED
    }
}
