package org.tsudoi.dues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.tsudoi.appointments.Appointment;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.appointments.SessionMarket;
import org.tsudoi.contact.PersonName;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.BookingId;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.members.Member;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.memberships.Anchor;
import org.tsudoi.memberships.Charge;
import org.tsudoi.memberships.FirstMonth;
import org.tsudoi.memberships.Membership;
import org.tsudoi.memberships.Memberships;
import org.tsudoi.memberships.MonthlyPlan;
import org.tsudoi.memberships.MonthlyPlanId;
import org.tsudoi.memberships.MonthlyPlans;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Confirmations;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.orders.Ticket;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.Points;
import org.tsudoi.pointsales.Counter;
import org.tsudoi.pointsales.PointPack;
import org.tsudoi.pointsales.SaleTerms;
import org.tsudoi.testing.TestClock;

/// People who go to sessions for a year, in money and points, made through the faces that everybody uses.
@Component
@Lazy
class Goers {
    private static final int OF_ONE_HOST = 5;
    private static final long ROOM = 90_000_000;

    private final Salon salon;
    private final Selling selling;
    private final Going going;
    private final Points points;
    private final Counter counter;
    private final TestClock clock;

    private final List<Person> people = new ArrayList<>();
    private final List<SessionMarket.Two> hosts = new ArrayList<>();
    private final List<BookingId> agreed = new ArrayList<>();
    private @Nullable PointPack pack;
    private @Nullable MonthlyPlan full;

    /// What there is to be bought.
    @Component
    @Lazy
    record Selling(Orders orders, Market market, MonthlyPlans plans, Memberships memberships) {}

    /// When it takes place.
    @Component
    @Lazy
    record Going(SessionMarket sessions, Appointments appointments, Bookings bookings) {}

    Goers(Salon salon, Selling selling, Going going, Points points, Counter counter, TestClock clock) {
        this.salon = salon;
        this.selling = selling;
        this.going = going;
        this.points = points;
        this.counter = counter;
        this.clock = clock;
    }

    /// @param bought what they paid for, by the day: points and sessions
    record Person(
            Goer goer,
            Member member,
            LocalDate came,
            SessionMarket.Two host,
            @Nullable Membership membership,
            List<Bought> bought) {}

    record Bought(LocalDate day, OrderId order, boolean session) {}

    /// Points are on sale, and full members are given some each month.
    void open() {
        counter.opened(ROOM);
        counter.set(
                SaleTerms.Ground.SIX_MONTHS, new SaleTerms.Limits(ROOM, 50_000, 60_000, 100_000), Goer.BONUS);
        pack = counter.pack(Goer.PACK, Goer.ON_TOP);
        full = selling.plans.open(new MonthlyPlans.Wish(
                new MonthlyPlanId(UUID.randomUUID()),
                selling.market.organiser(),
                MonthlyPlan.Kind.PLATFORM,
                "正会員",
                "すべてに参加できます。",
                Salon.terms(FirstMonth.FULL, new Anchor.DayOfJoining()),
                Money.jpy(Goer.FEE),
                "mem_owner"));
    }

    void come(int number) {
        if (number % OF_ONE_HOST == 0) hosts.add(going.sessions.two());
        var goer = Goer.of(number);
        var member = salon.member();
        var joined = goer == Goer.MEMBER ? salon.joinByCard(present(full), member, Salon.GOOD) : null;
        var host = hosts.getLast();
        var two = new SessionMarket.Two(host.sessions(), host.host(), member);
        people.add(new Person(goer, member, salon.date(), two, joined, new ArrayList<>()));
    }

    private static <T> T present(@Nullable T opened) {
        if (opened == null) throw new IllegalStateException("nothing is open yet");
        return opened;
    }

    void live() {
        held();
        for (var person : people) {
            int age = Math.toIntExact(ChronoUnit.DAYS.between(person.came, salon.date()));
            if (person.goer.buysPoints(age)) {
                person.bought.add(new Bought(salon.date(), counter.bought(person.member, present(pack)), false));
            }
            if (person.goer.buysSession(age)) goes(person);
        }
        points.expireDue();
        assertThat(points.backing().isSound())
                .as("what is owed for bought points, on " + salon.date())
                .isTrue();
    }

    private void held() {
        for (var id : List.copyOf(agreed)) {
            var booking = (Booking.Agreed) going.bookings.find(id).orElseThrow();
            if (booking.startsAt().plus(Duration.ofHours(1)).isAfter(clock.instant())) continue;
            assertThat(going.bookings.held(id, booking.terms().host())).isInstanceOf(Bookings.Answer.Done.class);
            agreed.remove(id);
        }
    }

    private void goes(Person person) {
        var order = placed(person);
        person.bought.add(new Bought(salon.date(), order, true));
        long use = Math.min(person.goer.pointsAtMost(), points.wallet(person.member.id()).points());
        if (use > 0) {
            assertThat(selling.orders.reduce(order, new Reduction.ByPoints(person.member, use)))
                    .isInstanceOf(Orders.Reducing.Done.class);
        }
        assertThat(use == Goer.SESSION ? concluded(order) : counter.pay(order)).isInstanceOf(Order.Paid.class);
        salon.jobs();
        if (person.goer == Goer.CHANGES_MIND) givesBack(order);
        else agrees(person, order);
        salon.jobs();
    }

    private OrderId placed(Person person) {
        var name = new PersonName("山田 花子");
        var member = person.member;
        var sessions = person.host.sessions();
        var placing = selling.orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                sessions.id(),
                sessions.particulars().plans().getFirst().id(),
                List.of(name),
                new Order.Buyer(member.id(), name, member.email(), Locale.JAPANESE)));
        return ((Orders.Placing.Placed) placing).order().id();
    }

    private Order concluded(OrderId order) {
        var by = selling.orders.get(order).reductions();
        return selling.orders
                .conclude(order, new Confirmations.Read(by, "what was read\n", Locale.JAPANESE, true))
                .orElseThrow();
    }

    private void givesBack(OrderId order) {
        var all = selling.orders.tickets(order).stream().map(Ticket::id).collect(Collectors.toUnmodifiableSet());
        var by = Ticket.CancelledBy.PARTICIPANT;
        var quote = selling.orders.quote(order, all, by);
        assertThat(selling.orders.cancel(order, Set.copyOf(all), quote.refund(), by))
                .isInstanceOf(Orders.Cancelling.Done.class);
    }

    private void agrees(Person person, OrderId order) {
        var ticket = going.sessions.tickets(order).getFirst();
        var at = going.sessions.free(person.host).getFirst().startsAt();
        agreed.add(going.sessions.booked(person.host, ticket, at).id());
    }

    /// What each was charged and holds is what a walk through their days says; who held the sessions is owed their
    /// price, in money and points alike, less what providers kept.
    List<String> table() {
        var today = salon.date();
        var lines = new ArrayList<>(List.of("goer,came,charged,expected,bought,expected,given,expected"));
        for (var person : people) {
            var expected = WhatTheLotsSay.of(person.goer, person.came, today);
            var wallet = points.wallet(person.member.id());
            var about = person.goer + " who came on " + person.came;
            assertThat(charged(person, today)).as(about).isEqualTo(expected.charged());
            assertThat(wallet.of(PointLot.Kind.PAID)).as("bought: " + about).isEqualTo(expected.bought());
            assertThat(wallet.of(PointLot.Kind.FREE)).as("given: " + about).isEqualTo(expected.given());
            lines.add("%s,%s,%d,%d,%d,%d,%d,%d".formatted(
                    person.goer,
                    person.came,
                    sum(charged(person, today)),
                    sum(expected.charged()),
                    wallet.of(PointLot.Kind.PAID),
                    expected.bought(),
                    wallet.of(PointLot.Kind.FREE),
                    expected.given()));
        }
        hosts.forEach(this::isOwed);
        return lines;
    }

    private static long sum(SortedMap<LocalDate, Long> charged) {
        return charged.values().stream().mapToLong(Long::longValue).sum();
    }

    private SortedMap<LocalDate, Long> charged(Person person, LocalDate today) {
        var charged = new TreeMap<LocalDate, Long>();
        for (var one : person.bought) {
            var money = selling.orders.get(one.order) instanceof Order.Paid paid ? paid.toPay().minorUnits() : 0;
            if (money > 0) charged.merge(one.day, money, Long::sum);
        }
        if (person.membership == null) return charged;
        for (var charge : selling.memberships.charges(person.membership.id())) {
            var from = charge.terms().period().from();
            if (charge instanceof Charge.Paid && !from.isAfter(today)) {
                charged.merge(from, charge.terms().amount().minorUnits(), Long::sum);
            }
        }
        return charged;
    }

    private void isOwed(SessionMarket.Two host) {
        OrganiserId organiser = host.sessions().particulars().organiser();
        long worth = 0;
        for (var person : people) {
            if (!person.host.sessions().id().equals(host.sessions().id())) continue;
            for (var one : person.bought) {
                if (!one.session || !(selling.orders.get(one.order) instanceof Order.Paid paid)) continue;
                worth += paid.worth().minorUnits();
                assertThat(going.appointments.of(one.order))
                        .extracting(Appointment::state)
                        .isSubsetOf(Appointment.State.HELD, Appointment.State.AGREED);
            }
        }
        assertThat(salon.payable(organiser)).isEqualTo(worth - salon.providersFees(organiser));
    }
}
