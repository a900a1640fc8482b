package org.tsudoi.offerings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsudoi.members.OrganiserId;

/// What people take part in, from its first draft to its end: a meeting at a fixed time, a course of several dates, 1:1
/// sessions of which each has a time of its own, or what is paid for by the month. Whether a meeting has begun or ended
/// follows from the clock; it
/// is no state.
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

        /// Whether each buyer arranges a time of their own.
        public boolean isSession() {
            return schedule instanceof Schedule.Arranged;
        }

        /// Whether several dates are sold as one.
        public boolean isCourse() {
            return schedule instanceof Schedule.Course;
        }

        public Optional<Schedule.Course> course() {
            return schedule instanceof Schedule.Course it ? Optional.of(it) : Optional.empty();
        }

        /// What is left of a course, for what it costs then. With nothing left it is not on sale, and is shown whole.
        private Particulars left(Schedule.Course course, Instant now) {
            var left = course.left(now);
            int all = course.dates().size();
            if (left.isEmpty() || left.size() == all) return this;
            var rules = course.rules();
            int held = course.held().size();
            return with(new Schedule.Course(left, rules))
                    .with(sale.withPlans(sale.plans.stream()
                            .map(plan -> plan.at(rules.asked(plan.price(), left.size(), held, all)))
                            .toList()));
        }

        /// Whether it is sold by periods, to members of it and nobody else.
        public boolean isMonthly() {
            return schedule instanceof Schedule.Monthly;
        }

        /// Whether it stands on pages to be ordered. The rest is asked of one person each.
        public boolean isListed() {
            return switch (schedule) {
                case Schedule.Fixed _, Schedule.Course _, Schedule.Arranged _ -> true;
                case Schedule.Monthly _, Schedule.AtOnce _ -> false;
            };
        }

        public ZoneId zone() {
            return schedule.zone();
        }

        /// Empty for sessions, as the following.
        public Optional<Instant> startsAt() {
            return schedule.startsAt();
        }

        public Optional<Instant> endsAt() {
            return schedule.endsAt();
        }

        public Optional<Instant> doorsAt() {
            return startsAt().map(it -> it.minus(doorsBefore()));
        }

        /// Whether people can wait for a place of it, or apply for one: not where each agrees on a time.
        public boolean hasLines() {
            return switch (schedule) {
                case Schedule.Fixed _, Schedule.Course _ -> true;
                case Schedule.Arranged _, Schedule.Monthly _, Schedule.AtOnce _ -> false;
            };
        }

        public Optional<Instant> soldUntil() {
            if (schedule instanceof Schedule.Course course) return Optional.of(course.soldUntil());
            return soldUntilEnd() ? endsAt() : startsAt();
        }

        /// Never for sessions, as having ended.
        public boolean hasBegun(Instant now) {
            return isReached(startsAt(), now);
        }

        public boolean hasEnded(Instant now) {
            return isReached(endsAt(), now);
        }

        private static boolean isReached(Optional<Instant> moment, Instant now) {
            return moment.filter(it -> !now.isBefore(it)).isPresent();
        }

        /// For whoever books now. What somebody agreed to earlier is kept with their order. Of sessions nothing but
        /// the best that the policy gives: their times are not agreed on.
        public RefundTerms refunds() {
            return startsAt().map(sale.policy::startingAt).orElseGet(sale.policy::notStarting);
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

        /// Those that all can take to whom it is sold.
        public List<Plan> plans() {
            return sale.plans.stream().filter(plan -> !plan.isForMembers()).toList();
        }

        /// Those that members of one circle can take, beside what all can.
        public List<Plan> membersPlans() {
            return sale.plans.stream().filter(Plan::isForMembers).toList();
        }

        /// Those that members of this circle alone can take.
        public List<Plan> plansFor(CircleId circle) {
            return sale.plans.stream()
                    .filter(plan -> circle(plan.id()).filter(circle::equals).isPresent())
                    .toList();
        }

        /// Whose members alone can take a place by that plan.
        public Optional<CircleId> circle(PlanId id) {
            return sale.circle != null ? Optional.of(sale.circle) : anyPlan(id).flatMap(Plan::circle);
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

        /// Whether buyers are asked something when they order.
        public boolean asks() {
            return sale.extras.asks;
        }

        /// What is sold with places of that plan.
        public List<AddOn> addOns(Plan plan, Instant now) {
            return sale.extras.addOns.stream()
                    .filter(one -> one.isSoldWith(plan, now))
                    .toList();
        }

        public boolean hasAddOns() {
            return !sale.extras.addOns.isEmpty();
        }

        /// One of those that all can take to whom it is sold.
        public Optional<Plan> plan(PlanId id) {
            return anyPlan(id).filter(plan -> !plan.isForMembers());
        }

        public Optional<Plan> anyPlan(PlanId id) {
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
    /// @param to       who can take a place; not changed with the rest, see `Events.sellTo`
    /// @param extras   what comes with the places; nobody changes it by changing the event
    /// @param plans    all of them: what nobody but members of some circle takes is beside what all can
    /// @param circle   whose members can; null unless they alone can
    record Sale(
            int capacity,
            List<Plan> plans,
            CancellationPolicy policy,
            boolean untilEnd,
            SaleTo to,
            Extras extras,
            @Nullable CircleId circle) {
        public Sale {
            if ((to == SaleTo.MEMBERS) != (circle != null)) throw new IllegalArgumentException("whose members?");
            boolean some = plans.stream().anyMatch(Plan::isForMembers);
            if (some && circle != null) throw new IllegalArgumentException("all of it is for members already");
            if (some && to == SaleTo.ACCEPTED) {
                throw new IllegalArgumentException("members are not accepted one by one");
            }
            if (some && plans.stream().allMatch(Plan::isForMembers)) {
                throw new IllegalArgumentException("no plan is for everybody");
            }
        }

        public Sale(int capacity, List<Plan> plans, CancellationPolicy policy, boolean untilEnd) {
            this(capacity, plans, policy, untilEnd, SaleTo.ANYBODY, Extras.NONE, null);
        }

        public Sale withCapacity(int other) {
            return new Sale(other, plans, policy, untilEnd, to, extras, circle);
        }

        public Sale withPlans(List<Plan> other) {
            return new Sale(capacity, other, policy, untilEnd, to, extras, circle);
        }

        /// Whether it is for the same people: those who wait for a place of it are anybody.
        public boolean isForTheSameAs(Sale other) {
            return Objects.equals(circle, other.circle) && (to == SaleTo.ACCEPTED) == (other.to == SaleTo.ACCEPTED);
        }

        public Sale withPolicy(CancellationPolicy other) {
            return new Sale(capacity, plans, other, untilEnd, to, extras, circle);
        }
    }

    /// Who can take a place that is free.
    enum SaleTo {
        ANYBODY,
        /// Those who wait for one, in their order, by an offer.
        WAITING,
        /// Those whom the organiser has accepted, by an offer.
        ACCEPTED,
        /// Members of a circle, who buy like anybody.
        MEMBERS
    }

    /// What is asked and sold with the places, as it is when the event is read. It has pages of its own.
    ///
    /// @param asks   whether buyers are asked something
    /// @param addOns that are sold
    record Extras(boolean asks, List<AddOn> addOns) {
        public static final Extras NONE = new Extras(false, List.of());
    }

    /// Where it is held.
    ///
    /// @param provider    `room` (built in), `zoom`, `jitsi`, `bigbluebutton`, or `link` (their own)
    /// @param doorsBefore how long before the start the door opens
    record Venue(String provider, Duration doorsBefore) {}

    /// The soonest first, and those without a time after them.
    Comparator<Event> BY_START =
            Comparator.comparing(event -> event.particulars().startsAt().orElse(Instant.MAX));

    /// Of a course nothing is sold without a date to come, whatever its rules say.
    default boolean onSale(Instant now) {
        return this instanceof Published
                && particulars().isListed()
                && particulars().course().filter(it -> it.left(now).isEmpty()).isEmpty()
                && particulars()
                        .soldUntil()
                        .filter(until -> !now.isBefore(until))
                        .isEmpty();
    }

    /// As it is bought at that moment: of a course nothing but the dates that have not begun. Whether it is on sale at
    /// all tells the whole of it.
    default Event offered(Instant now) {
        return this instanceof Published(var id, var told, var at) && told.schedule() instanceof Schedule.Course course
                ? new Published(id, told.left(course, now), at)
                : this;
    }

    /// Whether whoever comes first can buy what is free.
    default boolean sellsToAnybody() {
        return particulars().sale().to() == SaleTo.ANYBODY;
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
