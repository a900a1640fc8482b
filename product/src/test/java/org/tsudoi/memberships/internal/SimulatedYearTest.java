package org.tsudoi.memberships.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tsudoi.members.MemberId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FeeTaking;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.MembershipId;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.money.Money;

/// A year and a leap day of a whole community, day by day: what each member was charged is what a walk through the
/// calendar, which knows nothing of the module, says.
class SimulatedYearTest {
    private static final List<Integer> RETRIES = List.of(1, 3, 5, 7);

    /// @param fixedDay  0: the day of joining
    /// @param raisedOn  when `raised` begins to be the price
    private record Offer(
            FirstMonth first, int fixedDay, ZoneId zone, long price, String currency, LocalDate raisedOn, long raised) {
        long priceOn(LocalDate day) {
            return day.isBefore(raisedOn) ? price : raised;
        }
    }

    private static final List<Offer> OFFERS = List.of(
            offer(FirstMonth.FULL, 0, "Asia/Tokyo", 5500, "JPY"),
            offer(FirstMonth.PRORATED, 1, "Asia/Tokyo", 3300, "JPY"),
            offer(FirstMonth.FREE, 27, "Asia/Bangkok", 35000, "THB"),
            offer(FirstMonth.FREE, 0, "Europe/Berlin", 1299, "EUR"),
            offer(FirstMonth.PRORATED, 31, "America/New_York", 999, "USD"));

    private static Offer offer(FirstMonth first, int day, String zone, long price, String currency) {
        return new Offer(first, day, ZoneId.of(zone), price, currency, LocalDate.of(2027, 9, 10), price + price / 10);
    }

    /// @param refusedTimes by how many fees came before: how often this one is refused
    /// @param wish          `stay`, `leave`, `go` (at once), `pause`
    private record Person(
            int number,
            Offer offer,
            LocalDate joinsOn,
            Map<Integer, Integer> refusedTimes,
            Map<Integer, Weather.Kind> kinds,
            String wish,
            LocalDate wishesOn,
            int months) {}

    /// A walk through the calendar of one person: day → minor units charged. What was given back is taken off.
    private static Map<LocalDate, Long> expected(Person person, LocalDate lastDay) {
        var charged = new TreeMap<LocalDate, Long>();
        var offer = person.offer;
        int anchor = offer.fixedDay == 0 ? person.joinsOn.getDayOfMonth() : offer.fixedDay;
        boolean leaving = false;
        boolean owing = false;
        int paused = 0;
        var begun = person.joinsOn;
        var refused = person.joinsOn;
        for (var day = person.joinsOn; !day.isAfter(lastDay); day = day.plusDays(1)) {
            int refusals = person.refusedTimes.getOrDefault(charged.size(), 0);
            if (day.equals(person.joinsOn)) {
                charged.put(day, first(offer, day, anchor));
            } else if (owing) {
                int late = (int) ChronoUnit.DAYS.between(refused, day);
                if (late == 14) return charged;
                if (late > 0 && RETRIES.indexOf(late) + 1 == refusals) {
                    charged.put(begun, offer.priceOn(begun));
                    owing = false;
                }
            } else if (isBilling(day, anchor)) {
                if (leaving) return charged;
                if (paused-- <= 0) {
                    begun = day;
                    owing = refusals > 0;
                    refused = day.plusDays(slow(person, charged.size()) ? 1 : 0);
                    if (!owing) charged.put(day, offer.priceOn(day));
                }
            }
            if (!day.equals(person.wishesOn)) continue;
            if (person.wish.equals("leave")) leaving = true;
            if (person.wish.equals("pause")) paused = person.months;
            if (person.wish.equals("go")) {
                long unused = ChronoUnit.DAYS.between(day, nextBilling(day, anchor)) - 1;
                long days = ChronoUnit.DAYS.between(begun, nextBilling(day, anchor));
                charged.computeIfPresent(begun, (_, paid) -> paid - paid * unused / days);
                return charged;
            }
        }
        return charged;
    }

    private static long first(Offer offer, LocalDate day, int anchor) {
        var whole = day;
        while (!isBilling(whole, anchor)) whole = whole.minusDays(1);
        var next = nextBilling(day, anchor);
        return switch (offer.first) {
            case FULL -> offer.priceOn(day);
            case PRORATED ->
                orNothing(
                        offer.priceOn(day) * ChronoUnit.DAYS.between(day, next) / ChronoUnit.DAYS.between(whole, next));
            case FREE -> 0;
        };
    }

    /// Less than 50 yen or cents nobody takes; what is paid in baht begins free here.
    private static long orNothing(long part) {
        return part < 50 ? 0 : part;
    }

    private static LocalDate nextBilling(LocalDate after, int anchor) {
        var day = after.plusDays(1);
        while (!isBilling(day, anchor)) day = day.plusDays(1);
        return day;
    }

    private static boolean isBilling(LocalDate day, int anchor) {
        return day.getDayOfMonth() == Math.min(anchor, day.lengthOfMonth());
    }

    /// The first try of that fee is answered on the day after.
    private static boolean slow(Person person, int fee) {
        return person.kinds.get(fee) == Weather.Kind.UNKNOWN_THEN_REFUSED;
    }

    private static Person person(int number, Random random, int days, boolean slow) {
        var offer = OFFERS.get(random.nextInt(OFFERS.size()));
        var joins = LocalDate.of(2027, 3, 1).plusDays(random.nextInt(days));
        var refused = new HashMap<Integer, Integer>();
        var kinds = new HashMap<Integer, Weather.Kind>();
        boolean calm = random.nextInt(100) < 40;
        for (int fee = 1; fee < 14; fee++) {
            int dice = random.nextInt(100);
            if (calm || dice >= 20) continue;
            if (dice < 8 && slow) kinds.put(fee, Weather.Kind.UNKNOWN_THEN_OK);
            else {
                refused.put(fee, 1 + random.nextInt(dice < 10 ? 5 : 3));
                if (dice % 2 == 0 && slow) kinds.put(fee, Weather.Kind.UNKNOWN_THEN_REFUSED);
            }
        }
        var wishes = List.of("stay", "leave", "go", "pause");
        var wish = calm ? wishes.get(random.nextInt(wishes.size())) : "stay";
        return new Person(
                number,
                offer,
                joins,
                refused,
                kinds,
                wish,
                joins.plusDays(1 + random.nextInt(200)),
                1 + random.nextInt(3));
    }

    private static final class Community {
        private final Club club = new Club("2026-01-05T00:05:00Z");
        private final Map<Offer, MonthlyPlan> plans = new HashMap<>();
        private final Map<Person, MembershipId> ids = new HashMap<>();
        private final Map<MembershipId, Person> people = new HashMap<>();
        private final Random kills;
        private final int killsPercent;
        private final Set<String> killed = new HashSet<>();
        private final Map<Person, MemberId> members = new HashMap<>();

        Community(long seed, int killsPercent) {
            this.kills = new Random(seed);
            this.killsPercent = killsPercent;
            for (var offer : OFFERS) {
                var anchor = offer.fixedDay == 0 ? new Anchor.DayOfJoining() : new Anchor.FixedDay(offer.fixedDay);
                plans.put(
                        offer,
                        club.plan(
                                Club.terms(offer.first, anchor, offer.zone.getId(), null),
                                Money.of(offer.price, offer.currency)));
            }
            club.weather.is(this::weather);
        }

        MonthlyPlan plan(Offer offer) {
            return Objects.requireNonNull(plans.get(offer));
        }

        MembershipId id(Person person) {
            return Objects.requireNonNull(ids.get(person));
        }

        private Weather.Kind weather(FeeTaking.Request request) {
            var kind = drawn(request);
            if (kills.nextInt(100) >= killsPercent || !killed.add(request.charge() + "/" + request.attempt()))
                return kind;
            return kind == Weather.Kind.FINE && kills.nextBoolean()
                    ? Weather.Kind.KILLED_AFTER
                    : Weather.Kind.KILLED_BEFORE;
        }

        private Weather.Kind drawn(FeeTaking.Request request) {
            var person = Objects.requireNonNull(people.get(request.membership()));
            int fee = (int) club.memberships.charges(request.membership()).stream()
                    .filter(Charge::isSettled)
                    .count();
            if (request.attempt() > person.refusedTimes.getOrDefault(fee, 0)) {
                return request.attempt() == 1 ? person.kinds.getOrDefault(fee, Weather.Kind.FINE) : Weather.Kind.FINE;
            }
            return request.attempt() == 1 && slow(person, fee)
                    ? Weather.Kind.UNKNOWN_THEN_REFUSED
                    : Weather.Kind.DECLINED;
        }

        void day(List<Person> all, boolean twice) {
            alive(() -> club.memberships.runDue());
            if (twice) club.memberships.runDue();
            for (var person : all) {
                var today = LocalDate.ofInstant(club.clock.instant(), person.offer.zone);
                if (today.equals(person.joinsOn)) alive(() -> join(person));
                if (today.equals(person.wishesOn)) alive(() -> wish(person));
            }
        }

        /// Once more after each death, when what was cut off is known to be.
        private void alive(Runnable what) {
            for (int deaths = 0; deaths < 1000; deaths++) {
                try {
                    if (kills.nextInt(100) < killsPercent) club.dies = true;
                    what.run();
                    club.dies = false;
                    return;
                } catch (Weather.Killed _) {
                    club.clock.forward(Agenda.CALL_MAX.plusSeconds(1));
                }
            }
            throw new AssertionError("never alive");
        }

        private void join(Person person) {
            var id = ids.computeIfAbsent(person, _ -> new MembershipId(UUID.randomUUID()));
            people.put(id, person);
            var member = members.computeIfAbsent(person, _ -> club.member());
            assertThat(club.memberships.join(id, plan(person.offer).id(), member, Club.CARD))
                    .isInstanceOf(Memberships.Joined.In.class);
        }

        private void wish(Person person) {
            var id = id(person);
            var state = Columns.state(club.memberships.get(id));
            switch (person.wish) {
                case "leave" -> club.memberships.leave(id, "member");
                case "go" -> club.memberships.leaveAtOnce(id, "member");
                case "pause" -> {
                    if (!state.equals("paused")) club.memberships.pause(id, person.months, "member");
                }
                case "stay" -> {}
                case String other -> throw new AssertionError(other);
            }
        }
    }

    /// One person's row of the table: what was charged for the period that begins on each day, less what
    /// was given back.
    private static Map<LocalDate, Long> charged(Community community, Person person) {
        var rows = new TreeMap<LocalDate, Long>();
        for (var charge : community.club.memberships.charges(community.id(person))) {
            switch (charge) {
                case Charge.Paid paid -> {
                    var weather = community.club.weather;
                    assertThat(weather.timesTaken(paid.id())).isEqualTo(1);
                    assertThat(weather.taken(paid.id()))
                            .isEqualTo(paid.terms().amount().minorUnits());
                    assertThat(weather.givenBack(paid.id()))
                            .isEqualTo(paid.back().minorUnits());
                    rows.put(paid.terms().period().from(), paid.left().minorUnits());
                }
                case Charge.Free free -> rows.put(free.terms().period().from(), 0L);
                case Charge.Due _,
                        Charge.Sent _,
                        Charge.Unknown _,
                        Charge.Waiting _,
                        Charge.Declined _,
                        Charge.Dropped _ ->
                    assertThat(community.club.weather.timesTaken(charge.id())).isZero();
            }
        }
        return rows;
    }

    private static void live(long seed, int people, int days, int killsPercent) {
        var random = new Random(seed);
        var all = new ArrayList<Person>();
        for (int number = 0; number < people; number++)
            all.add(person(number, random, days * 3 / 4, killsPercent == 0));
        var community = new Community(seed, killsPercent);
        var club = community.club;
        club.clock.forwardTo(Instant.parse("2027-03-01T05:05:00Z"));
        for (int day = 0; day <= days; day++) {
            club.clock.forwardTo(Instant.parse("2027-03-01T05:05:00Z").plus(day, ChronoUnit.DAYS));
            if (day == 120) announce(community);
            community.day(all, killsPercent == 0);
        }
        var lastDay = LocalDate.ofInstant(club.clock.instant(), ZoneId.of("UTC"));
        for (var person : community.ids.keySet()) {
            assertThat(charged(community, person))
                    .as("seed %d %s", seed, person)
                    .isEqualTo(answered(community, person, expected(person, lastDay)));
        }
        assertThat(community.ids).hasSizeGreaterThan(people / 2);
    }

    /// Without what was taken on the last day and is not known to be.
    private static Map<LocalDate, Long> answered(Community community, Person person, Map<LocalDate, Long> table) {
        community.club.memberships.charges(community.id(person)).stream()
                .filter(charge -> charge instanceof Charge.Unknown)
                .forEach(charge -> table.remove(charge.terms().period().from()));
        return table;
    }

    private static void announce(Community community) {
        for (var offer : OFFERS) {
            assertThat(community.club.plans.announce(
                            community.plan(offer).id(),
                            Money.of(offer.raised, offer.currency),
                            offer.raisedOn,
                            "mem_owner"))
                    .isInstanceOf(MonthlyPlans.Announcing.Announced.class);
        }
    }

    @Test
    void eachOfFiveHundredMembersIsChargedWhatAWalkThroughTheCalendarSays() {
        live(20271127, 500, 371, 0);
    }

    @Test
    void whoeverIsKilledAgainAndAgainChargesTheSame() {
        live(System.nanoTime(), 60, 130, 12);
    }
}
