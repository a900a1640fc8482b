package org.tsudoi.meetings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One online meeting at one provider.
public sealed interface Meeting {
    MeetingId id();

    Meetings.Plan plan();

    /// Stored, not made yet: waiting for its turn in the provider's budget, or for the provider's first answer.
    record Planned(MeetingId id, Meetings.Plan plan) implements Meeting {
        public Ready ready(String reference) {
            return new Ready(id, plan, reference);
        }

        public Unknown unknown(String why) {
            return new Unknown(id, plan, why);
        }

        public Cancelled cancelled(Instant at) {
            return new Cancelled(id, plan, null, at);
        }
    }

    /// The provider was silent while making it: looked for before it is made again.
    record Unknown(MeetingId id, Meetings.Plan plan, String why) implements Meeting {
        public Ready ready(String reference) {
            return new Ready(id, plan, reference);
        }

        public Cancelled cancelled(Instant at) {
            return new Cancelled(id, plan, null, at);
        }
    }

    record Ready(MeetingId id, Meetings.Plan plan, String reference) implements Meeting {
        public Ready changed(Meetings.Plan newPlan) {
            return new Ready(id, newPlan, reference);
        }

        public Cancelled cancelled(Instant at) {
            return new Cancelled(id, plan, reference, at);
        }
    }

    record Cancelled(
            MeetingId id, Meetings.Plan plan, @Nullable String reference, Instant at) implements Meeting {}
}
