package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
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
import org.tsudoi.members.OrganiserId;
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

/// A year of a community who pay in Town, day by day, with cards that are refused, banks that ask,
/// points that run out or expire, pauses, and people who leave; beside them people who go to sessions
/// in money and points, which they buy or are given each month, and which expire. What each paid, and
/// holds in points, is what a walk through the calendar says, and the books balance on every day.
/// `./tsudoi bench community` does it with five hundred.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tsudoi.jobs=by-hand", "tsudoi.texts.strict=true"})
@ContextConfiguration(initializers = {FreshDatabase.class, TownAddress.class, TownPost.class})
@Import(TestClockConfiguration.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class CommunityYearTest {
    private static final int MEMBERS = Integer.getInteger("tsudoi.community.members", 26);
    private static final int GOERS = Math.max(Goer.values().length, MEMBERS / 3);
    private static final Path TABLE_OF_GOERS = Path.of("target", "community-sessions.csv");
    private static final Path TABLE = Path.of("target", "community-year.csv");
    private static final int DAYS = 365;
    private static final int JOINING_DAYS = 60;
    private static final int PRICE = 3300;
    private static final int MONTH = 30;
    private static final int LETTERS_KEPT_OF = 100;

    /// @param calendar what its fees follow, told apart from the module
    private record Sold(MonthlyPlan plan, FirstMonth first, int day) {
        WhatTheCalendarSays calendar(LocalDate joined) {
            return new WhatTheCalendarSays(PRICE, day == 0 ? joined.getDayOfMonth() : day, first);
        }
    }

    private record Person(Member member, Habit habit, Sold sold, LocalDate joinedOn, Membership membership) {
        SortedMap<LocalDate, Long> expected(LocalDate today) {
            return sold.calendar(joinedOn).until(today, joinedOn, habit);
        }
    }

    private final Salon salon;
    private final Goers goers;
    private final Memberships memberships;
    private final Points points;
    private final Ledger ledger;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final List<Sold> sold;
    private final List<Person> people = new ArrayList<>();

    CommunityYearTest(
            Salon salon,
            Goers goers,
            Memberships memberships,
            Points points,
            Ledger ledger,
            TestClock clock,
            Market market) {
        this.salon = salon;
        this.goers = goers;
        this.memberships = memberships;
        this.points = points;
        this.ledger = ledger;
        this.clock = clock;
        this.organiser = market.organiser();
        this.sold = List.of(
                sold(FirstMonth.PRORATED, 31),
                sold(FirstMonth.FULL, 15),
                sold(FirstMonth.FULL, 0),
                sold(FirstMonth.FREE, 0));
    }

    /// @param day 0 for the day of joining
    private Sold sold(FirstMonth first, int day) {
        var anchor = day == 0 ? new Anchor.DayOfJoining() : new Anchor.FixedDay(day);
        return new Sold(salon.plan(organiser, first, anchor, PRICE), first, day);
    }

    /// A card is kept with the first fee: where that is free it comes with the next.
    private static boolean isByCard(Habit habit) {
        return switch (habit) {
            case GOOD_CARD, LEAVES_AFTER_SIX, LEAVES_AT_ONCE, PAUSES, ASKED, REFUSED, REFUSED_THEN_PAYS -> true;
            case BY_HAND, POINTS, POINTS_EXPIRE -> false;
        };
    }

    private void join(int number) {
        var member = salon.member();
        var habit = Habit.of(number);
        var joins = sold.get(number / 3 % (isByCard(habit) ? sold.size() - 1 : sold.size()));
        var membership = switch (habit) {
            case GOOD_CARD, LEAVES_AFTER_SIX, LEAVES_AT_ONCE, PAUSES ->
                salon.joinByCard(joins.plan, member, Salon.GOOD);
            case ASKED -> salon.joinByCard(joins.plan, member, Salon.BANK_ASKS);
            case REFUSED, REFUSED_THEN_PAYS -> salon.joinByCard(joins.plan, member, Salon.FAILS_WHEN_KEPT);
            case BY_HAND -> salon.join(joins.plan, member, new PayBy.Invoice());
            case POINTS -> {
                long first = memberships
                        .preview(joins.plan.id(), member.id())
                        .fees()
                        .getFirst()
                        .amount()
                        .minorUnits();
                grant(member, PRICE * 5L + first, 700);
                yield salon.join(joins.plan, member, new PayBy.Points());
            }
            case POINTS_EXPIRE -> {
                grant(member, PRICE * 30L, Habit.POINTS_DAYS);
                yield salon.join(joins.plan, member, new PayBy.Points());
            }
        };
        people.add(new Person(member, habit, joins, salon.date(), salon.now(membership)));
    }

    private void grant(Member member, long howMany, int days) {
        points.grant(new Points.Grant(
                new PointLotId(UUID.randomUUID()),
                member.id(),
                PointLot.Kind.FREE,
                howMany,
                "test",
                midnight(salon.date().plusDays(days)),
                "test"));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Salon.TOKYO).toInstant();
    }

    private void live(Person person) {
        switch (person.habit) {
            case ASKED -> payAfter(person, Habit.ASKED.paysLater(), Salon.BANK_ASKS);
            case REFUSED_THEN_PAYS -> payAfter(person, 2, Salon.GOOD);
            case BY_HAND -> payAfter(person, -3, Salon.GOOD);
            case LEAVES_AFTER_SIX -> {
                if (isPaidUntil(person, 6)) memberships.leave(person.membership.id(), "test");
            }
            case LEAVES_AT_ONCE -> {
                var charges = memberships.charges(person.membership.id());
                boolean now = isPaidUntil(person, 4)
                        && charges.getLast()
                                .terms()
                                .period()
                                .from()
                                .plusDays(Habit.USED_DAYS)
                                .equals(salon.date());
                if (now) memberships.leaveAtOnce(person.membership.id(), "test");
            }
            case PAUSES -> {
                if (isPaidUntil(person, Habit.PAUSE_AFTER)) {
                    memberships.pause(person.membership.id(), Habit.PAUSE_MONTHS, "test");
                }
            }
            case GOOD_CARD, REFUSED, POINTS, POINTS_EXPIRE -> {}
        }
    }

    private boolean isPaidUntil(Person person, int period) {
        return salon.now(person.membership) instanceof Membership.Active active && active.lastPeriod() == period;
    }

    /// @param days after the fee is due
    private void payAfter(Person person, int days, String card) {
        for (var charge : memberships.charges(person.membership.id())) {
            boolean open = charge instanceof Charge.Waiting || charge instanceof Charge.Declined;
            if (!open || ChronoUnit.DAYS.between(charge.terms().period().from(), salon.date()) < days) continue;
            salon.payByHand(Dues.order(charge.id()), person.member, card);
            if (person.habit == Habit.BY_HAND) {
                memberships.payBy(person.membership.id(), new PayBy.Invoice(), "test");
            }
        }
    }

    private SortedMap<LocalDate, Long> paid(Person person) {
        var paid = new TreeMap<LocalDate, Long>();
        for (var charge : memberships.charges(person.membership.id())) {
            var from = charge.terms().period().from();
            if (charge instanceof Charge.Free) paid.put(from, 0L);
            if (!(charge instanceof Charge.Paid settled)) continue;
            var order = salon.order(person.membership, charge.terms().period().number());
            assertThat(order).as(settled.toString()).isInstanceOfAny(Order.Paid.class, Order.Cancelled.class);
            paid.put(from, order.worth().minus(settled.back()).minorUnits());
        }
        return paid;
    }

    @Test
    void eachPaysWhatTheCalendarSaysAndTheBooksBalanceEveryDay() throws IOException {
        // Town may be ahead, by other tests.
        TownProcess.running().sameTimeAs(clock);
        // A year later it is the day after a fee is due, which who pays later has not paid then.
        salon.until(sixteenth());
        var begins = salon.date().plusDays(1);
        int joined = 0;
        int came = 0;
        goers.open();
        for (int day = 0; day < DAYS; day++) {
            salon.until(begins.plusDays(day));
            while (joined < MEMBERS && joined * JOINING_DAYS / MEMBERS <= day) join(joined++);
            while (came < GOERS && came * JOINING_DAYS / GOERS <= day) goers.come(came++);
            people.forEach(this::live);
            goers.live();
            salon.jobs();
            assertThat(ledger.trialBalance().isBalanced()).as("day " + day).isTrue();
            if (day % MONTH == 0) assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        }
        var today = salon.date();
        Files.write(TABLE, table(today));
        for (var person : people) {
            var about = person.habit + " " + person.joinedOn + " " + person.sold.first + " " + person.sold.day;
            // Who pays by hand has paid some days ahead by then.
            assertThat(paid(person).headMap(today.plusDays(1))).as(about).isEqualTo(person.expected(today));
            assertThat(salon.now(person.membership) instanceof Membership.Ended)
                    .as(about + " is " + salon.now(person.membership))
                    .isEqualTo(person.habit.isOver());
        }
        assertThat(salon.payable(organiser)).isEqualTo(sum() - salon.providersFees(organiser));
        Files.write(TABLE_OF_GOERS, goers.table());
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        // Of more people Town does not keep all letters of a year.
        if (MEMBERS > LETTERS_KEPT_OF) return;
        assertThat(letters(Habit.REFUSED)).contains("会費のお支払いができませんでした", "ご利用を停止しました", "退会しました");
        assertThat(letters(Habit.ASKED)).contains("ご本人の確認が必要です", "会費を受け取りました", "入会が完了しました");
    }

    private LocalDate sixteenth() {
        var tomorrow = salon.date().plusDays(1);
        var here = tomorrow.withDayOfMonth(16);
        return here.isBefore(tomorrow) ? here.plusMonths(1) : here;
    }

    private long sum() {
        return people.stream()
                .flatMap(person -> paid(person).values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /// What each was charged, beside what the calendar says, for whoever wants to look.
    private List<String> table(LocalDate today) {
        var lines = new ArrayList<>(List.of("member,habit,first_month,joined,due,charged,expected"));
        for (int number = 0; number < people.size(); number++) {
            var person = people.get(number);
            var who = number + "," + person.habit + "," + person.sold.first + "," + person.joinedOn;
            var paid = paid(person).headMap(today.plusDays(1));
            var expected = person.expected(today);
            var days = new TreeMap<>(paid);
            days.putAll(expected);
            days.keySet().forEach(day -> lines.add(who + "," + day + "," + paid.get(day) + "," + expected.get(day)));
        }
        return lines;
    }

    private String letters(Habit habit) {
        var someone =
                people.stream().filter(it -> it.habit == habit).findFirst().orElseThrow();
        var asked = "/town/mail?to=" + someone.member.email().value();
        return TownProcess.running().call("GET", asked, null).toString();
    }
}
