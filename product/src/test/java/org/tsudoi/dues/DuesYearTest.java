package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.Verification;
import org.tsudoi.members.Member;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.PayBy;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.testing.FreshDatabase;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TestClockConfiguration;
import org.tsudoi.testing.TownAddress;
import org.tsudoi.testing.TownPost;
import org.tsudoi.testing.TownProcess;

/// A year of twelve members who pay in Town, day by day, with cards that are refused, banks that ask, points that run
/// out and people who leave: what each paid is what a walk through the calendar says, and the books balance.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tsudoi.jobs=by-hand", "tsudoi.texts.strict=true"})
@ContextConfiguration(initializers = {FreshDatabase.class, TownAddress.class, TownPost.class})
@Import(TestClockConfiguration.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class DuesYearTest {
    private static final int PRICE = 3300;
    private static final int MONTHS = 12;

    private enum Habit {
        GOOD_CARD,
        /// The bank asks each time; paid by hand on the second day.
        ASKED,
        /// Refused once the card is kept; paid by another card on the second day of the ladder.
        REFUSED_THEN_PAYS,
        /// The same, and never paid again.
        REFUSED,
        BY_HAND,
        /// Points for five fees.
        POINTS,
        LEAVES_AFTER_SIX
    }

    private static final Habit[] HABITS = {
        Habit.GOOD_CARD,
        Habit.GOOD_CARD,
        Habit.GOOD_CARD,
        Habit.GOOD_CARD,
        Habit.ASKED,
        Habit.REFUSED_THEN_PAYS,
        Habit.REFUSED,
        Habit.BY_HAND,
        Habit.BY_HAND,
        Habit.POINTS,
        Habit.LEAVES_AFTER_SIX,
        Habit.GOOD_CARD
    };

    private record Person(Member member, Habit habit, LocalDate joinedOn, Membership membership) {}

    private final Salon salon;
    private final Memberships memberships;
    private final Points points;
    private final Ledger ledger;
    private final TestClock clock;
    private final MonthlyPlan plan;
    private final Map<Integer, Person> people = new LinkedHashMap<>();

    DuesYearTest(Salon salon, Memberships memberships, Points points, Ledger ledger, TestClock clock, Market market) {
        this.salon = salon;
        this.memberships = memberships;
        this.points = points;
        this.ledger = ledger;
        this.clock = clock;
        this.plan = salon.plan(market.organiser(), FirstMonth.PRORATED, new Anchor.FixedDay(31), PRICE);
    }

    /// Knows nothing of the module: the last day of each month, from joining on.
    private static Map<LocalDate, Long> expected(Person person, LocalDate today) {
        var charged = new TreeMap<LocalDate, Long>();
        var next = monthsEnd(person.joinedOn);
        if (next.equals(person.joinedOn)) next = monthsEnd(next.plusDays(1));
        var before = monthsEnd(next.withDayOfMonth(1).minusDays(1));
        long left = ChronoUnit.DAYS.between(person.joinedOn, next);
        long first = PRICE * left / ChronoUnit.DAYS.between(before, next);
        charged.put(person.joinedOn, first < 50 ? 0 : first);
        int fees = switch (person.habit) {
            case REFUSED -> 0;
            case POINTS -> 5;
            case LEAVES_AFTER_SIX -> 6;
            case GOOD_CARD, ASKED, REFUSED_THEN_PAYS, BY_HAND -> MONTHS * 2;
        };
        for (int fee = 0; fee < fees && !next.isAfter(today); fee++) {
            charged.put(next, (long) PRICE);
            next = monthsEnd(next.plusDays(1));
        }
        return charged;
    }

    private static LocalDate monthsEnd(LocalDate day) {
        return day.withDayOfMonth(day.lengthOfMonth());
    }

    private void join(int number) {
        var member = salon.member();
        var habit = HABITS[number];
        var membership = switch (habit) {
            case GOOD_CARD, LEAVES_AFTER_SIX -> salon.joinByCard(plan, member, Salon.GOOD);
            case ASKED -> salon.joinByCard(plan, member, Salon.BANK_ASKS);
            case REFUSED, REFUSED_THEN_PAYS -> salon.joinByCard(plan, member, Salon.FAILS_WHEN_KEPT);
            case BY_HAND -> {
                var joined = salon.joinByCard(plan, member, Salon.GOOD);
                memberships.payBy(joined.id(), new PayBy.Invoice(), "test");
                yield joined;
            }
            case POINTS -> {
                var firstFee =
                        memberships.preview(plan.id(), member.id()).fees().getFirst();
                grant(member, PRICE * 5L + firstFee.amount().minorUnits());
                yield salon.join(plan, member, new PayBy.Points());
            }
        };
        people.put(number, new Person(member, habit, salon.date(), salon.now(membership)));
    }

    private void grant(Member member, long howMany) {
        points.grant(new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.FREE,
                howMany,
                "test",
                clock.instant().plus(Duration.ofDays(700)),
                "test"));
    }

    private void live(Person person) {
        var today = salon.date();
        for (var charge : memberships.charges(person.membership.id())) {
            long days = ChronoUnit.DAYS.between(charge.terms().period().from(), today);
            boolean pays = switch (person.habit) {
                case ASKED, REFUSED_THEN_PAYS -> days >= 2;
                case BY_HAND -> days >= -3;
                case GOOD_CARD, REFUSED, POINTS, LEAVES_AFTER_SIX -> false;
            };
            boolean open = charge instanceof Charge.Waiting || charge instanceof Charge.Declined;
            if (!pays || !open) continue;
            salon.payByHand(
                    Dues.order(charge.id()), person.member, person.habit == Habit.ASKED ? Salon.BANK_ASKS : Salon.GOOD);
            if (person.habit == Habit.BY_HAND) {
                memberships.payBy(person.membership.id(), new PayBy.Invoice(), "test");
            }
        }
        if (person.habit == Habit.LEAVES_AFTER_SIX
                && salon.now(person.membership) instanceof Membership.Active active
                && active.lastPeriod() == 6) {
            memberships.leave(active.id(), "test");
        }
    }

    private Map<LocalDate, Long> paid(Person person) {
        var paid = new TreeMap<LocalDate, Long>();
        for (var charge : memberships.charges(person.membership.id())) {
            var from = charge.terms().period().from();
            if (charge instanceof Charge.Free) paid.put(from, 0L);
            if (!(charge instanceof Charge.Paid settled)) continue;
            var order = salon.order(person.membership, charge.terms().period().number());
            assertThat(order).as(settled.toString()).isInstanceOf(Order.Paid.class);
            paid.put(from, order.worth().minorUnits());
        }
        return paid;
    }

    @Test
    void eachPaysWhatTheCalendarSaysAndTheBooksBalance() {
        // Town may be ahead, by other tests.
        TownProcess.running().sameTimeAs(clock);
        var begins = salon.date().plusDays(1);
        for (int day = 0; day < MONTHS * 30; day++) {
            salon.until(begins.plusDays(day));
            if (day % 5 == 0 && day / 5 < HABITS.length) join(day / 5);
            people.values().forEach(this::live);
            salon.jobs();
        }
        var today = salon.date();
        for (var person : people.values()) {
            assertThat(paid(person)).as(person.habit + " " + person.joinedOn).isEqualTo(expected(person, today));
        }
        for (var person : people.values()) {
            boolean over = switch (person.habit) {
                case REFUSED, POINTS, LEAVES_AFTER_SIX -> true;
                case GOOD_CARD, ASKED, REFUSED_THEN_PAYS, BY_HAND -> false;
            };
            var now = salon.now(person.membership);
            assertThat(now instanceof Membership.Ended)
                    .as(person.habit + " is " + now + " after "
                            + memberships.charges(now.id()).getLast())
                    .isEqualTo(over);
        }
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
        assertThat(letters(who(Habit.REFUSED))).contains("会費のお支払いができませんでした", "ご利用を停止しました", "退会しました");
        assertThat(letters(who(Habit.ASKED))).contains("ご本人の確認が必要です", "会費を受け取りました", "入会が完了しました");
    }

    private Person who(Habit habit) {
        return people.values().stream()
                .filter(person -> person.habit == habit)
                .findFirst()
                .orElseThrow();
    }

    private String letters(Person person) {
        return TownProcess.running()
                .call("GET", "/town/mail?to=" + person.member.email().value(), null)
                .toString();
    }
}
