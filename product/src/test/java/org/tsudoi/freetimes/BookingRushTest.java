package org.tsudoi.freetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.freetimes.Booking.Party;
import org.tsudoi.freetimes.Bookings.Answer;
import org.tsudoi.freetimes.Bookings.Proposal;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.platform.Ids;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;

/// Many do everything there is to do with one host's time at once; then what must hold is counted.
@ProductTest
class BookingRushTest {
    private static final int PEOPLE = 8;
    private static final int WISHES_EACH = 40;
    private static final int A_DAY_MAX = 4;

    private static final String OVERLAPS = """
            select count(*) from booking_time a join booking_time b
            on a.host = b.host and a.booking < b.booking and a.taken && b.taken where a.host = :host""";

    private static final String WITHOUT_TIME = """
            select count(*) from booking b where b.host = :host and b.state in ('agreed', 'moved', 'proposed')
                and not exists (select from booking_time t where t.booking = b.id
                    and (b.starts_at is null or b.starts_at = t.starts_at))""";

    private static final String TIME_OF_NOTHING = """
            select count(*) from booking_time t join booking b on b.id = t.booking
            where b.host = :host and (b.state in ('cancelled', 'lapsed') or b.starts_at <> t.starts_at)""";

    private static final String MISCOUNTED = """
            select count(*) from (select counted_on as day, count(*) as bookings from booking
                where host = :host and counted_on is not null group by 1) as b
            full join (select day, bookings from booking_day where host = :host and bookings > 0) as d using (day)
            where b.bookings is distinct from d.bookings""";

    private final Bookings bookings;
    private final JdbcClient sql;
    private final Calendar calendar;
    private final ConcurrentLinkedQueue<BookingId> made = new ConcurrentLinkedQueue<>();

    BookingRushTest(Bookings bookings, FreeTimes times, Members members, Ids ids, TestClock clock, JdbcClient sql) {
        this.bookings = bookings;
        this.sql = sql;
        this.calendar = new Calendar(members, times, bookings, ids, clock);
    }

    @Test
    void whateverIsDoneAtOnceNothingOverlapsAndEverythingIsCounted() throws Exception {
        long seed = System.nanoTime();
        var host = calendar.host(Calendar.dayAndNight(A_DAY_MAX));
        var people = new ArrayList<Callable<Void>>();
        for (int i = 0; i < PEOPLE; i++) {
            var person = new Person(host, calendar.somebody(), new Random(seed + i));
            people.add(() -> {
                for (int wish = 0; wish < WISHES_EACH; wish++) person.wish();
                return null;
            });
        }
        try (var crowd = Executors.newFixedThreadPool(PEOPLE)) {
            for (var one : crowd.invokeAll(people)) one.get();
        }
        assertThat(made).as("seed " + seed).isNotEmpty();
        for (var wrong : List.of(OVERLAPS, WITHOUT_TIME, TIME_OF_NOTHING, MISCOUNTED)) {
            assertThat(sql.sql(wrong)
                            .param("host", host.value())
                            .query(Integer.class)
                            .single())
                    .as("seed " + seed + ": " + wrong)
                    .isZero();
        }
    }

    private final class Person {
        private final MemberId host;
        private final MemberId guest;
        private final Random random;

        Person(MemberId host, MemberId guest, Random random) {
            this.host = host;
            this.guest = guest;
            this.random = random;
        }

        void wish() {
            switch (random.nextInt(6)) {
                case 0, 1 -> note(bookings.take(calendar.wish(host, guest, start())));
                case 2 -> propose();
                case 3 -> mine().forEach(this::change);
                case 4 -> {
                    var wish = calendar.wish(host, guest, start());
                    note(bookings.takeUnpaid(wish, start()));
                    if (bookings.find(wish.id()).isPresent() && random.nextBoolean()) bookings.paid(wish.id());
                }
                default -> mine().stream().findFirst().ifPresent(one -> bookings.cancel(one.id(), guest));
            }
        }

        private Instant start() {
            return calendar.at(3 + random.nextInt(4), 0).plus(Duration.ofMinutes(30L * random.nextInt(48)));
        }

        private void propose() {
            var starts = List.of(start(), start().plusSeconds(60), start().plusSeconds(120));
            var by = random.nextBoolean() ? Party.HOST : Party.GUEST;
            var id = calendar.newId();
            note(bookings.propose(new Proposal(id, host, guest, "ord_" + guest, by, Calendar.HOUR, starts)));
            if (random.nextBoolean()) bookings.find(id).ifPresent(_ -> answer(id, by, starts));
        }

        private void answer(BookingId id, Party by, List<Instant> starts) {
            var asked = by == Party.HOST ? guest : host;
            if (random.nextBoolean()) bookings.accept(id, asked, starts.get(random.nextInt(3)));
            else bookings.decline(id, asked);
        }

        private List<Booking> mine() {
            return bookings.ofGuest(guest, calendar.at(0, 0), calendar.at(20, 0)).stream()
                    .filter(one -> one instanceof Booking.Agreed || one instanceof Booking.Moved)
                    .toList();
        }

        private void change(Booking booking) {
            bookings.move(booking.id(), guest, start());
        }

        private void note(Answer answer) {
            if (answer instanceof Answer.Done(var booking)) made.add(booking.id());
        }
    }

    @Test
    void aReferenceHasOneProposalAtATime() throws Exception {
        var host = calendar.host();
        var guest = calendar.somebody();
        var reference = "ord_" + UUID.randomUUID();
        var crowd = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < PEOPLE; i++) {
            var starts = List.of(calendar.at(5, i), calendar.at(6, i));
            var proposal = new Proposal(calendar.newId(), host, guest, reference, Party.HOST, Calendar.HOUR, starts);
            crowd.add(() -> bookings.propose(proposal));
        }
        try (var all = Executors.newFixedThreadPool(PEOPLE)) {
            for (var one : all.invokeAll(crowd)) assertThat(one.get()).isInstanceOf(Answer.Done.class);
        }
        assertThat(bookings.of(reference).stream().filter(Booking.Proposed.class::isInstance))
                .hasSize(1);
    }
}
