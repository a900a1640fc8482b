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

    /// What the organiser wrote, grouped by what is changed together.
    ///
    /// @param slug     in the address of its page, unique; given once, at the first draft
    /// @param sequence raised with each change of the times, for calendars (RFC 5546)
    record Particulars(
            OrganiserId organiser,
            String slug,
            Presentation presentation,
            Schedule schedule,
            Sale sale,
            Venue venue,
            int sequence) {
        public static final int CAPACITY_MAX = 100_000;

        public Particulars with(Presentation other) {
            return new Particulars(organiser, slug, other, schedule, sale, venue, sequence);
        }

        public Particulars with(Schedule other) {
            return new Particulars(organiser, slug, presentation, other, sale, venue, sequence);
        }

        public Particulars with(Sale other) {
            return new Particulars(organiser, slug, presentation, schedule, other, venue, sequence);
        }

        public Instant startsAt() {
            return schedule.startsAt();
        }

        public Instant endsAt() {
            return schedule.endsAt();
        }

        public Instant doorsAt() {
            return startsAt().minus(doorsBefore());
        }

        public Instant soldUntil() {
            return soldUntilEnd() ? endsAt() : startsAt();
        }

        /// For whoever books now. What somebody agreed to earlier is kept with their order.
        public RefundTerms refunds() {
            return sale.policy.startingAt(startsAt());
        }

        // Readers need not know the groups.

        public String title() {
            return presentation.title;
        }

        public String description() {
            return presentation.description;
        }

        public @Nullable PictureId picture() {
            return presentation.picture;
        }

        public String art() {
            return presentation.art;
        }

        public int capacity() {
            return sale.capacity;
        }

        public List<Plan> plans() {
            return sale.plans;
        }

        public CancellationPolicy policy() {
            return sale.policy;
        }

        public boolean soldUntilEnd() {
            return sale.untilEnd;
        }

        public String provider() {
            return venue.provider;
        }

        public Duration doorsBefore() {
            return venue.doorsBefore;
        }

        public Optional<Plan> plan(PlanId id) {
            return sale.plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
        }
    }

    /// How it is shown.
    ///
    /// @param art theme and seed of the picture made by us, `hills/12345`, used when none was uploaded
    record Presentation(
            String title, String description, @Nullable PictureId picture, String art) {}

    /// What is sold and on which terms.
    ///
    /// @param capacity seats sold at most; the ledger refuses one more
    /// @param untilEnd whether late joiners may still buy while it runs
    record Sale(int capacity, List<Plan> plans, CancellationPolicy policy, boolean untilEnd) {
        public Sale withCapacity(int other) {
            return new Sale(other, plans, policy, untilEnd);
        }

        public Sale withPlans(List<Plan> other) {
            return new Sale(capacity, other, policy, untilEnd);
        }

        public Sale withPolicy(CancellationPolicy other) {
            return new Sale(capacity, plans, other, untilEnd);
        }
    }

    /// Where it is held.
    ///
    /// @param provider    `room` (built in) or `zoom`
    /// @param doorsBefore how long before the start the door opens
    record Venue(String provider, Duration doorsBefore) {}

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
