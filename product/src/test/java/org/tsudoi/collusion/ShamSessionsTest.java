package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.appointments.Appointments;
import org.tsudoi.collusion.Coaching.Coach;
import org.tsudoi.collusion.Coaching.Inside;
import org.tsudoi.freetimes.Booking;
import org.tsudoi.freetimes.Bookings;
import org.tsudoi.meetings.AdmissionId;
import org.tsudoi.members.MemberId;
import org.tsudoi.orders.TicketId;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// The proof of decision 20 on the product's own rows. Organisers, sessions, points, orders, all that the
/// rings do and all that one honest pair does go through the faces that the pages use. Of the other 199
/// pairs the bookings and who was in the rooms are written into the tables, and their letters and papers
/// are left out, as thousands of them would take minutes.
@ProductTest
class ShamSessionsTest {
    private static final long SEED = 20;
    private static final int HONEST = 200;
    private static final Duration USUAL_LIFE = Duration.ofDays(90);

    private final Coaching coaching;
    private final Collusion collusion;
    private final Appointments appointments;
    private final Bookings bookings;
    private final org.tsudoi.meetings.provider.Attendance rooms;
    private final List<RecurringJob> jobs;
    private final OutboxRunner outbox;
    private final JdbcClient sql;
    private final TestClock clock;
    private final Random random = new Random(SEED);

    ShamSessionsTest(
            Coaching coaching,
            Collusion collusion,
            Appointments appointments,
            Bookings bookings,
            org.tsudoi.meetings.provider.Attendance rooms,
            List<RecurringJob> jobs,
            OutboxRunner outbox,
            JdbcClient sql,
            TestClock clock) {
        this.coaching = coaching;
        this.collusion = collusion;
        this.appointments = appointments;
        this.bookings = bookings;
        this.rooms = rooms;
        this.jobs = jobs;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    /// Other tests share this database.
    @AfterEach
    void letPass() {
        var someone = coaching.coach().id();
        collusion.cases(true, 1_000).forEach(it -> {
            var step = it.now() instanceof Case.Opened || it.now() instanceof Case.LookedAt ? Step.DISMISS : Step.LIFT;
            collusion.act(it.now().id(), step, "the test is over", someone);
        });
    }

    @Test
    void ringsOfTwoThreeAndFiveAreFoundAndNoneOfTwoHundredHonestPairsIsMoreThanLookedAt() {
        var rings = List.of(coaching.coaches(2), coaching.coaches(3), coaching.coaches(5));
        var honest = pairs(coaching.coaches(2 * HONEST));
        rings.forEach(this::buyInARing);
        meetThroughTheFaces(honest.getFirst());
        buyFromEachOtherAndMeet(honest.subList(1, HONEST));
        clock.forward(Duration.ofDays(12));
        daily().run();

        for (var ring : rings) {
            assertThat(level(ring)).as("ring of %d", ring.size()).isGreaterThanOrEqualTo(Level.HOLD);
        }
        var caught = above(Level.LOOK);
        assertThat(honest.stream().map(ShamSessionsTest::ids))
                .filteredOn(pair -> pair.stream().anyMatch(caught::contains))
                .as("honest pairs above 'look'")
                .isEmpty();
        assertThat(above(Level.NONE)).as("who met each time").doesNotContainAnyElementsOf(ids(honest.getFirst()));
        assertThat(collusion.newestLook().orElseThrow()).satisfies(look -> {
            assertThat(look.isWhole()).isTrue();
            assertThat(look.dealings()).isGreaterThanOrEqualTo(2 * 5 * HONEST);
        });
    }

    private RecurringJob daily() {
        return jobs.stream()
                .filter(job -> job.name().equals("collusion-daily"))
                .findFirst()
                .orElseThrow();
    }

    private static List<MemberId> ids(List<Coach> coaches) {
        return coaches.stream().map(Coach::id).toList();
    }

    private Level level(List<Coach> group) {
        return collusion.cases(true, 1_000).stream()
                .map(it -> it.now().matter())
                .filter(it -> Set.copyOf(it.members()).equals(Set.copyOf(ids(group))))
                .map(Case.Matter::level)
                .findFirst()
                .orElse(Level.NONE);
    }

    private Set<MemberId> above(Level level) {
        return collusion.cases(true, 1_000).stream()
                .map(it -> it.now().matter())
                .filter(it -> it.level() != level && it.level().reaches(level))
                .flatMap(it -> it.members().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// Each buys a pack from the next with points that would soon be gone; times are agreed on,
    /// nobody goes, and the hosts say that they were held.
    private void buyInARing(List<Coach> ring) {
        for (int place = 0; place < ring.size(); place++) {
            var buyer = ring.get(place);
            var seller = ring.get((place + 1) % ring.size());
            var order = coaching.bought(buyer, seller, Coaching.PACK, Coaching.PACK_PLACES, Duration.ofDays(6));
            int day = 2;
            for (var ticket : coaching.tickets(order)) {
                coaching.booked(buyer, seller, ticket, coaching.at(day++, 9 + 2 * place));
            }
        }
        outbox.runDue();
    }

    private static List<List<Coach>> pairs(List<Coach> coaches) {
        return IntStream.range(0, coaches.size() / 2)
                .mapToObj(pair -> coaches.subList(2 * pair, 2 * pair + 2))
                .toList();
    }

    private record Way(Coach buyer, Coach seller, int hour, Duration life) {}

    private void buyFromEachOtherAndMeet(List<List<Coach>> pairs) {
        var ways = new ArrayList<Way>();
        for (var pair : pairs) {
            for (int way = 0; way < 2; way++) {
                var life = random.nextInt(10) < 3 ? Duration.ofDays(5) : USUAL_LIFE;
                ways.add(new Way(pair.get(way), pair.get(1 - way), 9 + 3 * way, life));
            }
        }
        var began = clock.instant();
        var places = coaching.atOnce(
                ways,
                way -> coaching.tickets(
                        coaching.bought(way.buyer, way.seller, Coaching.PACK, Coaching.PACK_PLACES, way.life)));
        coaching.leaveLettersOut(began);
        var sessions = new ArrayList<Coaching.Session>();
        for (int place = 0; place < ways.size(); place++) {
            var way = ways.get(place);
            int day = 2;
            for (var ticket : places.get(place)) {
                var at = coaching.at(day++, way.hour);
                sessions.add(new Coaching.Session(
                        way.buyer, way.seller, ticket, at, "room", attended(way.buyer, way.seller, at)));
            }
        }
        coaching.write(sessions);
    }

    /// Of ten one does not come; of the others some are late, lose the line, or change the device.
    private List<Inside> attended(Coach buyer, Coach seller, Instant at) {
        var end = at.plus(Duration.ofMinutes(40 + random.nextInt(20)));
        var early = at.minusSeconds(60L * random.nextInt(10));
        var host = new Inside(seller.id(), true, early, early.plusSeconds(20), end);
        var late = at.plusSeconds(60L * random.nextInt(12));
        var lost = at.plus(Duration.ofMinutes(36));
        return switch (random.nextInt(10)) {
            case 0 -> List.of(host);
            case 1, 2 -> List.of(host, new Inside(buyer.id(), false, late, lost, end));
            case 3 ->
                List.of(
                        host,
                        new Inside(buyer.id(), false, late, late, lost),
                        new Inside(buyer.id(), false, lost, lost, end));
            default -> List.of(host, new Inside(buyer.id(), false, late, late.plusSeconds(15), end));
        };
    }

    private void meetThroughTheFaces(List<Coach> pair) {
        record Place(Coach buyer, Coach seller, TicketId ticket) {}
        var places = new ArrayList<Place>();
        for (int way = 0; way < 2; way++) {
            var buyer = pair.get(way);
            var seller = pair.get(1 - way);
            var order = coaching.bought(buyer, seller, Coaching.PACK, Coaching.PACK_PLACES, USUAL_LIFE);
            coaching.tickets(order).forEach(ticket -> places.add(new Place(buyer, seller, ticket)));
        }
        for (var place : places) {
            var booking = coaching.booked(place.buyer, place.seller, place.ticket, coaching.at(2, 10));
            outbox.runDue();
            meet(booking, place.buyer, place.seller);
        }
    }

    private void meet(Booking booking, Coach buyer, Coach seller) {
        var start = booking.start().orElseThrow();
        clock.forwardTo(start.minusSeconds(120));
        assertThat(appointments.enter(booking.id(), seller.id())).isInstanceOf(Appointments.Entering.Welcome.class);
        assertThat(appointments.enter(booking.id(), buyer.id())).isInstanceOf(Appointments.Entering.Welcome.class);
        var admissions = sql.sql("select admission from session_entry where booking = :booking order by entered_at")
                .param("booking", booking.id().value())
                .query(UUID.class)
                .list();
        admissions.forEach(admission -> rooms.joined(new AdmissionId(admission), start));
        clock.forwardTo(start.plus(Duration.ofMinutes(50)));
        admissions.forEach(admission -> rooms.left(new AdmissionId(admission), clock.instant()));
        bookings.held(booking.id(), seller.id());
    }
}
