package org.tsudoi.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.tsudoi.applications.Applications;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.finding.CoachPage;
import org.tsudoi.finding.CoachPages;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.Role;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.platform.CannotStart;
import org.tsudoi.platform.PlatformSettings;
import org.tsudoi.testing.FreshDatabase;
import org.tsudoi.testing.TownAddress;
import org.tsudoi.testing.TownProcess;

/// Twelve days of the world, lived once for all tests of this class.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"tsudoi.jobs=by-hand", "tsudoi.demo=true", "tsudoi.demo-world.days=12"})
@ContextConfiguration(initializers = {FreshDatabase.class, TownAddress.class, DemoWorldTest.Outside.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class DemoWorldTest {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    static final class Outside implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var town = TownProcess.running();
            town.fair();
            if (!MAIL.isRunning()) MAIL.start();
            var settings = Map.<String, Object>of(
                    "tsudoi.demo-world.town-url",
                    town.stripe().toString().replace("/stripe", ""),
                    "spring.mail.host",
                    "127.0.0.1",
                    "spring.mail.port",
                    MAIL.getSmtp().getPort(),
                    "spring.mail.properties.mail.smtp.starttls.enable",
                    "false");
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("outside", settings));
        }
    }

    private final Clock clock;
    private final Ledger ledger;
    private final Members members;
    private final Organisers organisers;
    private final Events events;
    private final Orders orders;
    private final PlatformSettings platform;
    private final CoachPages coaches;
    private final Applications applications;

    DemoWorldTest(
            Clock clock,
            Ledger ledger,
            Members members,
            Organisers organisers,
            Events events,
            Orders orders,
            PlatformSettings platform,
            CoachPages coaches,
            Applications applications) {
        this.clock = clock;
        this.ledger = ledger;
        this.members = members;
        this.organisers = organisers;
        this.events = events;
        this.orders = orders;
        this.platform = platform;
        this.coaches = coaches;
        this.applications = applications;
    }

    @Test
    void theClocksAreRealAgain() {
        assertThat(Duration.between(clock.instant(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
        var town = TownProcess.running().time();
        assertThat(Duration.between(town, Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void theBooksBalance() {
        assertThat(ledger.trialBalance().isBalanced()).isTrue();
    }

    @Test
    void peopleWaitForWhatIsSoldOut() {
        var event = events.bySlug("postnatal-yoga").orElseThrow();
        assertThat(event.particulars().sale().to()).isEqualTo(Event.SaleTo.WAITING);
        assertThat(applications.ofEvent(event.id())).hasSize(2);
    }

    @Test
    void membersHaveSomethingAmongThemselves() {
        var event = events.bySlug("salon-evening").orElseThrow();
        assertThat(event.particulars().sale().to()).isEqualTo(Event.SaleTo.MEMBERS);
        assertThat(orders.paidOf(event.id())).hasSize(3);
        var open = allEvents()
                .filter(one -> !one.particulars().membersPlans().isEmpty())
                .toList();
        assertThat(open).as("what others come to as well").hasSize(1);
        var theirs = open.getFirst().particulars().membersPlans().getFirst();
        assertThat(orders.ofEvent(open.getFirst().id()))
                .filteredOn(order -> order.terms().plan().equals(theirs.id()))
                .hasSize(3)
                .allMatch(Order.Paid.class::isInstance);
    }

    @Test
    void theChartsHaveSomethingToShow() {
        var studio = organisers.findBySlug("midori").orElseThrow();
        var yen = Currency.getInstance("JPY");
        var from = clock.instant().minus(Duration.ofDays(12));
        var days = orders.sales(studio.id(), yen, from, clock.instant(), TOKYO);
        assertThat(days).hasSizeGreaterThan(4);
        assertThat(days).allSatisfy(day -> assertThat(day.sold().currency()).isEqualTo(yen));
        assertThat(days.stream().mapToLong(day -> day.sold().minorUnits()).sum())
                .isPositive();
        assertThat(days.stream().mapToLong(day -> day.refunded().minorUnits()).sum())
                .isPositive();
    }

    @Test
    void oneEventIsOpeningNowAndOthersComeInEveryKind() {
        var now = clock.instant();
        var coming = events.search(
                new Events.Search(null, now, now.plus(Duration.ofDays(60)), false, Locale.JAPANESE, 100, 100));
        assertThat(coming).hasSizeGreaterThanOrEqualTo(14);
        var first = coming.getFirst().event().particulars();
        assertThat(first.doorsAt().orElseThrow()).isBefore(now);
        assertThat(first.endsAt().orElseThrow()).isAfter(now);
        assertThat(first.provider()).isEqualTo("room");
        assertThat(coming).anyMatch(one -> one.seats().free() == 0);
        assertThat(coming).anyMatch(one -> one.seats().free() == 1);
        var states = allEvents().map(event -> event.getClass().getSimpleName()).distinct();
        assertThat(states).contains("Draft", "Published", "Closed", "Cancelled");
    }

    @Test
    void fourPeopleShowAPageAndOneOfThemTeachesInThai() {
        var shown = Stream.of("midori", "naoto", "kate", "kru-nok")
                .map(slug -> coaches.shown(slug).orElseThrow())
                .map(CoachPage::told)
                .toList();
        assertThat(shown).allSatisfy(told -> assertThat(told.foundBy().themes()).isNotEmpty());
        assertThat(shown.getLast().foundBy().languages()).contains("th");
    }

    @Test
    void ordersEndedInEveryWay() {
        var states = allEvents()
                .flatMap(event -> orders.ofEvent(event.id()).stream())
                .map(order -> order.getClass().getSimpleName())
                .distinct();
        assertThat(states).contains("Paid", "Lapsed", "Cancelled").doesNotContain("Held");
    }

    @Test
    void aRefundThatFailedAwaitsTheOperator(@Autowired PaymentDesk desk) {
        assertThat(desk.failedRefunds(10)).isNotEmpty();
        assertThat(desk.unknownPayments(10)).isEmpty();
    }

    @Test
    void thePeopleOfTheDemoAreThere() throws Exception {
        var operator =
                members.findByMail(new EmailAddress("operator@example.jp")).orElseThrow();
        assertThat(operator.is(Role.OPERATOR)).isTrue();
        var hanako = members.findByMail(new EmailAddress("hanako@example.jp")).orElseThrow();
        assertThat(orders.ofMember(hanako.id(), hanako.email()))
                .filteredOn(Order.Paid.class::isInstance)
                .hasSizeGreaterThan(2);
        assertThat(Files.readString(platform.data().resolve("demo-people.txt")))
                .contains("midori@example.jp", "somchai@example.th", "/phone");
        assertThat(MAIL.getReceivedMessagesForDomain("hanako@example.jp")).isNotEmpty();
    }

    @Test
    void aPastThatWasNotLivedToItsEndIsNotGoneOn(@Autowired JdbcClient sql, @Autowired DemoWorld world) {
        sql.sql("update demo_world set loaded_at = null").update();
        try {
            assertThatThrownBy(world::start).isInstanceOf(CannotStart.class).hasMessageContaining("up --fresh");
        } finally {
            sql.sql("update demo_world set loaded_at = begun_at").update();
        }
    }

    private Stream<Event> allEvents() {
        return Stream.of("midori", "harbour-english", "krua-nok", "yagaku")
                .map(organisers::findBySlug)
                .flatMap(Optional::stream)
                .flatMap(organiser -> events.ofOrganiser(organiser.id()).stream());
    }
}
