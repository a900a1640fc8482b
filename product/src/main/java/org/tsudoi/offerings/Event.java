package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.OrganiserId;

/// An event from its first draft to its end. Whether it has begun or ended follows from the clock; it is no
/// state.
public sealed interface Event {
    EventId id();

    Particulars particulars();

    /// What the organiser wrote.
    ///
    /// @param slug          in the address of its page, unique; given once, at the first draft
    /// @param art           theme and seed of the picture made by us, `hills/12345`, used when none was
    ///     uploaded
    /// @param capacity      seats sold at most; the ledger refuses one more
    /// @param provider      where it is held: `room` (built in) or `zoom`
    /// @param doorsBefore   how long before the start the door opens
    /// @param soldUntilEnd  whether late joiners may still buy while it runs
    /// @param sequence      raised with each change of the times, for calendars (RFC 5546)
    record Particulars(
            OrganiserId organiser,
            String slug,
            String title,
            String description,
            @Nullable PictureId picture,
            String art,
            Schedule schedule,
            int capacity,
            List<Plan> plans,
            CancellationPolicy policy,
            String provider,
            Duration doorsBefore,
            boolean soldUntilEnd,
            int sequence) {
        public static final int CAPACITY_MAX = 100_000;

        public Instant startsAt() {
            return schedule.startsAt();
        }

        public Instant endsAt() {
            return schedule.endsAt();
        }

        public Instant doorsAt() {
            return startsAt().minus(doorsBefore);
        }

        public Instant soldUntil() {
            return soldUntilEnd ? endsAt() : startsAt();
        }

        // The same with one thing other than before.

        public Particulars withTitle(String title) {
            return new Particulars(
                    organiser,
                    slug,
                    title,
                    description,
                    picture,
                    art,
                    schedule,
                    capacity,
                    plans,
                    policy,
                    provider,
                    doorsBefore,
                    soldUntilEnd,
                    sequence);
        }

        public Particulars withSchedule(Schedule schedule) {
            return new Particulars(
                    organiser,
                    slug,
                    title,
                    description,
                    picture,
                    art,
                    schedule,
                    capacity,
                    plans,
                    policy,
                    provider,
                    doorsBefore,
                    soldUntilEnd,
                    sequence);
        }

        public Particulars withPlans(List<Plan> plans) {
            return new Particulars(
                    organiser,
                    slug,
                    title,
                    description,
                    picture,
                    art,
                    schedule,
                    capacity,
                    plans,
                    policy,
                    provider,
                    doorsBefore,
                    soldUntilEnd,
                    sequence);
        }

        public Particulars withCapacity(int capacity) {
            return new Particulars(
                    organiser,
                    slug,
                    title,
                    description,
                    picture,
                    art,
                    schedule,
                    capacity,
                    plans,
                    policy,
                    provider,
                    doorsBefore,
                    soldUntilEnd,
                    sequence);
        }

        public Particulars withPolicy(CancellationPolicy policy) {
            return new Particulars(
                    organiser,
                    slug,
                    title,
                    description,
                    picture,
                    art,
                    schedule,
                    capacity,
                    plans,
                    policy,
                    provider,
                    doorsBefore,
                    soldUntilEnd,
                    sequence);
        }

        public Particulars withSequence(int sequence) {
            return new Particulars(
                    organiser,
                    slug,
                    title,
                    description,
                    picture,
                    art,
                    schedule,
                    capacity,
                    plans,
                    policy,
                    provider,
                    doorsBefore,
                    soldUntilEnd,
                    sequence);
        }

        public Optional<Plan> plan(PlanId id) {
            return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
        }
    }

    default boolean onSale(Instant now) {
        return this instanceof Published && now.isBefore(particulars().soldUntil());
    }

    record Draft(EventId id, Particulars particulars) implements Event {
        public Published published(Instant at) {
            return new Published(id, particulars, at);
        }
    }

    /// To be found and bought.
    record Published(EventId id, Particulars particulars, Instant publishedAt) implements Event {
        public Closed closed(Instant at) {
            return new Closed(id, particulars, publishedAt, at);
        }

        public Cancelled cancelled(Instant at, String reason) {
            return new Cancelled(id, particulars, at, reason);
        }
    }

    /// Takes place; nothing more is sold.
    record Closed(EventId id, Particulars particulars, Instant publishedAt, Instant closedAt) implements Event {
        public Published reopened() {
            return new Published(id, particulars, publishedAt);
        }

        public Cancelled cancelled(Instant at, String reason) {
            return new Cancelled(id, particulars, at, reason);
        }
    }

    /// Does not take place; everybody is refunded in full.
    record Cancelled(EventId id, Particulars particulars, Instant cancelledAt, String reason) implements Event {}
}
