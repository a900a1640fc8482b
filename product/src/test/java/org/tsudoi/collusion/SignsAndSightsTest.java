package org.tsudoi.collusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.collusion.Coaching.Coach;
import org.tsudoi.collusion.Coaching.Inside;
import org.tsudoi.meetings.MeetingId;
import org.tsudoi.members.KnownBrowsers;
import org.tsudoi.members.SignIn;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.points.PointLot;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// What the product tells of its own sessions: shared devices, who was there at another's room, and what
/// was bought with them.
@ProductTest
class SignsAndSightsTest {
    private static final Duration LIFE = Duration.ofDays(90);

    private final Coaching coaching;
    private final List<Dealings> sources;
    private final KnownBrowsers browsers;
    private final org.tsudoi.meetings.provider.Attendance rooms;
    private final AddOns addOns;
    private final List<RecurringJob> jobs;
    private final JdbcClient sql;
    private final Ids ids;
    private final TestClock clock;

    SignsAndSightsTest(
            Coaching coaching,
            List<Dealings> sources,
            KnownBrowsers browsers,
            org.tsudoi.meetings.provider.Attendance rooms,
            AddOns addOns,
            List<RecurringJob> jobs,
            JdbcClient sql,
            Ids ids,
            TestClock clock) {
        this.coaching = coaching;
        this.sources = sources;
        this.browsers = browsers;
        this.rooms = rooms;
        this.addOns = addOns;
        this.jobs = jobs;
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private List<Dealing> between(Coach buyer, Coach seller) {
        var now = clock.instant();
        return sources.stream()
                .flatMap(source -> source.bookedBetween(now.minus(Collusion.WINDOW), now.plusSeconds(1)).stream())
                .filter(it -> it.buyer().equals(buyer.id()) && it.seller().equals(seller.id()))
                .toList();
    }

    private OrderId bought(Coach buyer, Coach seller) {
        return coaching.bought(buyer, seller, Coaching.ONE, 1, LIFE);
    }

    private void signIn(Coach coach, String browser) {
        browsers.signedIn(coach.id(), SignIn.Way.LINK, browser, "Chrome · Android");
    }

    private static boolean shareADevice(Dealing dealing) {
        return dealing.buyerSigns().stream()
                .filter(sign -> sign.kind() == Sign.Kind.DEVICE)
                .anyMatch(dealing.sellerSigns()::contains);
    }

    @Test
    void whoSignedInFromTheSameBrowserLatelySharesADevice() {
        var one = coaching.coach();
        var other = coaching.coach();
        var tablet = UUID.randomUUID().toString();
        signIn(one, tablet);
        signIn(other, UUID.randomUUID().toString());
        bought(one, other);
        assertThat(between(one, other)).singleElement().satisfies(it -> {
            assertThat(it.buyerSigns()).isNotEmpty();
            assertThat(shareADevice(it)).isFalse();
        });
        signIn(other, tablet);
        assertThat(between(one, other)).singleElement().satisfies(it -> {
            assertThat(shareADevice(it)).isTrue();
            // Not what the table of browsers holds: equal or not is all that leaves it.
            assertThat(it.buyerSigns().toString()).doesNotContain(tablet);
        });
        clock.forward(Collusion.WINDOW.plus(Duration.ofDays(1)));
        signIn(one, tablet);
        bought(one, other);
        assertThat(between(one, other))
                .singleElement()
                .satisfies(it -> assertThat(shareADevice(it)).isFalse());
    }

    @Test
    void aBrowserThatIsNotUsedAnyMoreIsForgotten() {
        var coach = coaching.coach();
        signIn(coach, "old");
        clock.forward(KnownBrowsers.KEPT.minus(Duration.ofDays(1)));
        signIn(coach, "new");
        clock.forward(Duration.ofDays(2));
        jobs.stream()
                .filter(job -> job.name().equals("members-forget-old-sign-ins"))
                .forEach(RecurringJob::run);
        assertThat(sql.sql("select count(*)::int from member_browser where member_id = :member")
                        .param("member", coach.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /// @param host when Zoom told that its host came and went; empty when it did not
    private Attendance atZoom(List<Inside> inside, Optional<List<Instant>> host, Coach buyer, Coach seller) {
        var ticket = coaching.tickets(bought(buyer, seller)).getFirst();
        var session = new Coaching.Session(buyer, seller, ticket, start(), "zoom", inside);
        var room = new MeetingId(Coaching.room(coaching.write(List.of(session)).getFirst()));
        host.ifPresent(times -> {
            rooms.hostJoined(room, times.getFirst());
            rooms.hostLeft(room, times.getLast());
        });
        clock.forward(Duration.ofDays(2));
        return between(buyer, seller).getFirst().attendance();
    }

    private Instant start() {
        return coaching.at(1, 10);
    }

    private void zoomTellsOfOthers(Instant at) {
        sql.sql("""
                        insert into zoom_notice (digest, event, meeting_number, happened_at, received_at, outcome)
                        values (:digest, 'meeting.participant_joined', '1', :at, :at, 'stray')""")
                .param("digest", UUID.randomUUID().toString().replace("-", "").getBytes())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void whoMetAtZoomIsSeenByWhatZoomTells() {
        var buyer = coaching.coach();
        var seller = coaching.coach();
        var start = start();
        var guest =
                new Inside(buyer.id(), false, start.plusSeconds(300), start.plusSeconds(300), start.plusSeconds(3_000));
        var door = new Inside(seller.id(), true, start, null, null);
        var told = List.of(start.plusSeconds(60), start.plusSeconds(2_700));
        assertThat(atZoom(List.of(guest, door), Optional.of(told), buyer, seller))
                .isEqualTo(new Attendance.Seen(start, 40));
    }

    @Test
    void whatZoomDoesNotTellIsNotKnown() {
        var buyer = coaching.coach();
        var seller = coaching.coach();
        var start = start();
        // The host went in by our door: where they were then is not known.
        var door = new Inside(seller.id(), true, start, null, null);
        assertThat(atZoom(List.of(door), Optional.empty(), buyer, seller)).isInstanceOf(Attendance.NotSeen.class);
    }

    @Test
    void nobodyCameWhereZoomTellsOfOthersBeforeAndAfter() {
        var buyer = coaching.coach();
        var seller = coaching.coach();
        var start = start();
        zoomTellsOfOthers(start.minusSeconds(3_600));
        assertThat(atZoom(List.of(), Optional.empty(), buyer, seller)).isInstanceOf(Attendance.NotSeen.class);
        zoomTellsOfOthers(clock.instant());
        assertThat(between(buyer, seller).getFirst().attendance()).isEqualTo(new Attendance.Seen(start, 0));
    }

    @Test
    void whatIsBoughtWithASessionIsPartOfWhatItIsWorth() {
        var buyer = coaching.coach();
        var seller = coaching.coach();
        var notes = addOn(seller, AddOn.Per.PLACE, 700);
        var recording = addOn(seller, AddOn.Per.ORDER, 501);
        var ofPlace = new Extra.Wish(notes.id(), 0, 1);
        var ofOrder = new Extra.Wish(recording.id(), Extra.WHOLE_ORDER, 1);
        pay(buyer, coaching.placed(buyer, seller, Coaching.ONE, 1, List.of(ofPlace, ofOrder)), 3_000 + 700 + 501);
        pay(buyer, coaching.placed(buyer, seller, Coaching.PACK, 5, List.of(ofOrder)), 5 * 2_500 + 501);
        assertThat(between(buyer, seller))
                .extracting(it -> it.price().worth())
                .containsExactlyInAnyOrder(4_201L, 3_001L, 2_500L, 2_500L, 2_500L, 2_500L);
        assertThat(between(buyer, seller))
                .allSatisfy(it -> assertThat(it.price().money().minorUnits()).isZero());
    }

    private void pay(Coach buyer, Order order, long points) {
        assertThat(order.toPay()).isEqualTo(Money.jpy(points));
        coaching.grant(buyer, PointLot.Kind.FREE, points, LIFE);
        coaching.paidByPoints(buyer, order, points);
    }

    private AddOn addOn(Coach seller, AddOn.Per per, long price) {
        var addOn = new AddOn(
                new AddOnId(ids.next()),
                "録画",
                "",
                per,
                Money.jpy(price),
                Tax.of(Tax.Category.STANDARD, "JP"),
                1,
                Optional.empty(),
                Optional.empty());
        assertThat(addOns.add(seller.sessions().id(), addOn)).isTrue();
        return addOn;
    }
}
