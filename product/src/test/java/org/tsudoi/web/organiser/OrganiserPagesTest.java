package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.CancellationPolicy;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.EventId;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.NamedHosts;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;

/// What an organiser does, over real HTTP.
@ProductTest
class OrganiserPagesTest {
    private final Market market;
    private final Events events;
    private final Orders orders;
    private final Members members;
    private final NamedHosts hosts;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final String home;
    private final TestBrowser browser;
    private final Desk desk;

    OrganiserPagesTest(
            Market market,
            Events events,
            Orders orders,
            Members members,
            NamedHosts hosts,
            OutboxRunner outbox,
            TestClock clock,
            Desk desk) {
        this.market = market;
        this.events = events;
        this.orders = orders;
        this.members = members;
        this.hosts = hosts;
        this.outbox = outbox;
        this.clock = clock;
        this.desk = desk;
        clock.forward(Duration.ofMinutes(15));
        this.organiser = market.organiser();
        this.home = "/organise/" + desk.organiser(organiser).slug();
        this.browser = desk.browserOf(organiser);
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void theOneOrganiserIsWhereOneEndsUp() {
        assertThat(Desk.led(browser.get("/organise"))).isEqualTo(home);
        assertThat(page(browser.get(home))).contains("Create your first event");
    }

    @Test
    void anEventIsCreatedLookedAtAndPublished() {
        page(browser.get(home + "/events/new"));
        var fields = Desk.filled();
        fields.put("hosts", "co-host@example.jp");
        var preview = Desk.led(browser.post(home + "/events/new", fields));
        var event = only();
        var told = event.particulars();
        assertThat(event).isInstanceOf(Event.Draft.class);
        assertThat(told.title()).isEqualTo("Gentle yoga & tea");
        assertThat(told.art()).isEqualTo("tea/4711");
        assertThat(told.doorsBefore()).isEqualTo(Duration.ofMinutes(15));
        assertThat(told.plans())
                .extracting(Plan::name, Plan::kind, Plan::price, Plan::placesMax)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Single", Plan.Kind.ONCE, Money.jpy(1500), 3),
                        org.assertj.core.groups.Tuple.tuple("Trial", Plan.Kind.TRIAL, Money.jpy(0), 1));
        assertThat(told.policy())
                .isEqualTo(new CancellationPolicy(List.of(
                        new CancellationPolicy.Step(Duration.ofDays(3), 80),
                        new CancellationPolicy.Step(Duration.ofHours(2), 20))));
        var named = members.findByMail(new EmailAddress("co-host@example.jp"))
                .orElseThrow()
                .id();
        assertThat(hosts.named(event.id())).containsExactly(named);
        assertThat(events.hosts(event.id())).as("who has not agreed").doesNotContain(named);
        assertThat(page(browser.get(preview))).contains("Preview", "Gentle yoga &amp; tea", "¥1,500");
        assertThat(browser.get("/events/" + told.slug()).statusCode()).isEqualTo(404);
        assertThat(Desk.led(browser.post(path(event.id()) + "/publish", Map.of())))
                .isEqualTo(path(event.id()));
        assertThat(page(browser.get(path(event.id())))).contains("It is published", "No bookings yet", "QR code");
        assertThat(browser.get("/events/" + told.slug()).statusCode()).isEqualTo(200);
        assertThat(page(browser.get(home))).contains("Gentle yoga &amp; tea", "0 / 6");
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndNothingTypedIsLost() {
        browser.get(home + "/events/new");
        var fields = Desk.filled();
        fields.put("title", "");
        fields.put("description", "Kept <b>text</b>");
        fields.put("capacity", "0");
        fields.put("plan0-price", "cheap");
        fields.put("step1-percent", "90");
        fields.put("hosts", "nobody@");
        fields.put("art", "nonsense");
        var answer = browser.post(home + "/events/new", fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(page(answer))
                .contains(
                        "Kept &lt;b&gt;text&lt;/b&gt;", "value=\"cheap\"", "title-error", "capacity-error", "art-error")
                .contains("plan0-price-error", "policy-error", "hosts-error", "“nobody@” is not an email address");
        assertThat(events.ofOrganiser(organiser)).isEmpty();
    }

    @Test
    void rowsComeAndGoWithoutAScript() {
        browser.get(home + "/events/new");
        var fields = Desk.filled();
        fields.put("do", "addPlan");
        var more = browser.post(home + "/events/new", fields);
        assertThat(more.statusCode()).isEqualTo(200);
        assertThat(page(more)).contains("name=\"plan2-name\"", "value=\"Single\"", "value=\"Trial\"");
        fields.put("do", "removePlan0");
        assertThat(page(browser.post(home + "/events/new", fields)))
                .contains("value=\"Trial\"")
                .doesNotContain("value=\"Single\"", "name=\"plan1-name\"");
        fields.put("do", "addStep");
        assertThat(page(browser.post(home + "/events/new", fields))).contains("name=\"step2-before\"");
        assertThat(events.ofOrganiser(organiser)).isEmpty();
    }

    @Test
    void aPublishedEventIsEditedButKeepsTheSeatsThatAreTaken() {
        var event = market.event(organiser, 5, Duration.ofDays(3));
        market.paid(event.id(), 3);
        assertThat(page(browser.get(path(event.id()) + "/edit"))).contains("Cannot be changed after publishing");
        var fields = Desk.filled();
        fields.put("capacity", "2");
        fields.put("title", "Too small");
        var refused = browser.post(path(event.id()) + "/edit", fields);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(page(refused)).contains("capacity-error", "value=\"Too small\"");
        assertThat(events.get(event.id()).particulars().capacity()).isEqualTo(5);
        fields.put("capacity", "3");
        fields.put("provider", "zoom");
        assertThat(Desk.led(browser.post(path(event.id()) + "/edit", fields)))
                .as("another time is confirmed by itself")
                .startsWith(path(event.id()) + "/move?");
        var now = events.get(event.id()).particulars();
        assertThat(now.capacity()).isEqualTo(3);
        assertThat(now.schedule()).isEqualTo(event.particulars().schedule());
        assertThat(now.provider()).as("fixed once published").isEqualTo("room");
        assertThat(now.slug()).isEqualTo(event.particulars().slug());
    }

    @Test
    void anEventIsClosedOpenedAgainAndCopied() {
        var event = market.event(organiser, 5, Duration.ofDays(3));
        browser.get(path(event.id()));
        browser.post(path(event.id()) + "/close", Map.of());
        assertThat(events.get(event.id())).isInstanceOf(Event.Closed.class);
        assertThat(page(browser.get(path(event.id())))).contains("Open booking again");
        browser.post(path(event.id()) + "/reopen", Map.of());
        assertThat(events.get(event.id())).isInstanceOf(Event.Published.class);
        var edit = Desk.led(browser.post(path(event.id()) + "/duplicate", Map.of()));
        assertThat(page(browser.get(edit))).contains("Copied to a draft one week later");
        assertThat(events.ofOrganiser(organiser)).hasSize(2).anyMatch(Event.Draft.class::isInstance);
    }

    @Test
    void callingOffTakesAReasonAndRefundsEverybody() {
        var event = market.event(organiser, 5, Duration.ofDays(3));
        var paid = market.paid(event.id(), 2);
        assertThat(page(browser.get(path(event.id()) + "/cancel"))).contains("2 people", "¥3,000");
        var refused = browser.post(path(event.id()) + "/cancel", Map.of("reason", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(page(refused)).contains("reason-error", "sure-error");
        assertThat(events.get(event.id())).isInstanceOf(Event.Published.class);
        var off =
                Desk.led(browser.post(path(event.id()) + "/cancel", Map.of("reason", "Ill <teacher>", "sure", "yes")));
        var before = browser.get(off + "/state").body();
        assertThat(page(browser.get(off))).contains("Ill &lt;teacher&gt;", "data-poll");
        outbox.runDue();
        assertThat(orders.get(paid.id())).isInstanceOf(Order.Cancelled.class);
        assertThat(browser.get(off + "/state").body()).isNotEqualTo(before);
        assertThat(page(browser.get(off))).contains("A-001 – A-002", "¥3,000");
        for (int time = 0; time < 12 && browser.get(off).body().contains("data-poll"); time++) {
            clock.forward(Duration.ofMinutes(10));
            TownProcess.running().sameTimeAs(clock);
            outbox.runDue();
        }
        assertThat(page(browser.get(off))).contains("<title>Everything is settled", "<h1>Everything is settled");
    }

    @Test
    void onePlaceIsCancelledWithAllOfItsMoney() {
        var event = market.event(organiser, 5, Duration.ofHours(1));
        var order = market.paid(event.id(), 2);
        var ticket = orders.tickets(order.id()).getFirst();
        var path = path(event.id()) + "/places/" + ticket.id() + "/cancel";
        assertThat(page(browser.get(path))).contains("¥1,500");
        assertThat(Desk.led(browser.post(path, Map.of()))).isEqualTo(path(event.id()));
        assertThat(orders.tickets(order.id()).getFirst()).isInstanceOfSatisfying(Ticket.Cancelled.class, gone -> {
            assertThat(gone.refunded()).isEqualTo(Money.jpy(1500));
            assertThat(gone.by()).isEqualTo(Ticket.CancelledBy.ORGANISER);
        });
        assertThat(page(browser.get(path(event.id())))).contains("A-001 is cancelled", "Refunding ¥");
        assertThat(Desk.led(browser.post(path, Map.of()))).isEqualTo(path(event.id()));
        assertThat(events.seats(event.id()).taken()).isEqualTo(1);
    }

    @Test
    void ordersAreFoundByNameMailAndNumber() {
        var event = market.event(organiser, 9, Duration.ofDays(3));
        var order = market.paid(event.id(), 1);
        var other = market.held(event.id(), 1);
        var mail = order.terms().buyer().email().value();
        var otherMail = other.terms().buyer().email().value();
        assertThat(page(browser.get(path(event.id())))).contains(mail, otherMail);
        assertThat(browser.get(path(event.id()) + "?q=" + mail.substring(0, 20)).body())
                .contains(mail)
                .doesNotContain(otherMail);
        assertThat(browser.get(path(event.id()) + "?q=A-001").body())
                .contains(mail)
                .doesNotContain(otherMail);
        assertThat(browser.get(path(event.id()) + "?show=waiting").body())
                .contains(otherMail)
                .doesNotContain(mail);
        assertThat(page(browser.get(path(event.id()) + "?q=%3Cscript%3E"))).contains("Nothing found");
    }

    @Test
    void theLivePartTellsSeatsMoneyAndWhoIsInside() {
        var event = market.event(organiser, 9, Duration.ofDays(3));
        market.paid(event.id(), 2);
        assertThat(browser.get(path(event.id()) + "/live").body())
                .contains("2 of 9 seats taken", "Nobody yet", "2 people", "¥3,000")
                .doesNotContain("<html");
    }

    @Test
    void anEventThatIsOverIsNeitherSharedNorAskedForNews() {
        var event = market.event(organiser, 9, Duration.ofMinutes(30));
        assertThat(page(browser.get(path(event.id())))).contains("Anybody can book", "hx-get", "Nobody yet");
        clock.forward(Duration.ofMinutes(30 + 60 + 31));
        assertThat(page(browser.get(path(event.id()))))
                .contains("This event is over")
                .doesNotContain("Anybody can book", "hx-get", "Nobody yet");
    }

    @Test
    void whoPublishesIsToldOfRefundDeadlinesThatHavePassed() {
        browser.get(home + "/events/new");
        var fields = Desk.filled();
        var start = LocalDateTime.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"))
                .plusDays(2);
        fields.put("startDate", start.toLocalDate().toString());
        fields.put("description", "");
        var preview = Desk.led(browser.post(home + "/events/new", fields));
        assertThat(page(browser.get(preview)))
                .contains("The refund deadline of", "has already passed", "20\u00a0% refund until")
                .doesNotContain("80\u00a0% refund until")
                .as("no heading over nothing")
                .doesNotContain("<h2>About</h2>");
        browser.post(path(only().id()) + "/publish", Map.of());
        assertThat(only()).isInstanceOf(Event.Published.class);
        assertThat(page(browser.get(preview))).doesNotContain("The refund deadline of");
    }

    @Test
    void whoEntersAnEventThatWasCalledOffIsToldSo() {
        var gone = market.event(organiser, 9, Duration.ofDays(3));
        browser.get(path(gone.id()));
        events.cancel(gone.id(), "rain");
        assertThat(Desk.led(browser.post(path(gone.id()) + "/enter", Map.of()))).isEqualTo(path(gone.id()));
        assertThat(page(browser.get(path(gone.id())))).contains("This event was called off");
    }

    @Test
    void whatBelongsToOthersIsNotThere() {
        var theirs = market.event(5);
        var ticket = orders.tickets(market.paid(theirs.id(), 1).id()).getFirst().id();
        var own = market.event(organiser, 5, Duration.ofDays(3));
        browser.get(path(own.id()));
        for (var page : List.of("", "/edit", "/preview", "/cancel", "/off", "/off/state", "/live", "/orders.csv")) {
            assertThat(browser.get(path(theirs.id()) + page).statusCode())
                    .as(page)
                    .isEqualTo(404);
        }
        for (var deed : List.of("/publish", "/close", "/reopen", "/duplicate", "/cancel", "/enter", "/edit")) {
            assertThat(browser.post(path(theirs.id()) + deed, Desk.filled()).statusCode())
                    .as(deed)
                    .isEqualTo(404);
        }
        assertThat(browser.post(path(own.id()) + "/places/" + ticket + "/cancel", Map.of())
                        .statusCode())
                .isEqualTo(404);
        var slug = desk.organiser(theirs.particulars().organiser()).slug();
        assertThat(browser.get("/organise/" + slug).statusCode()).isEqualTo(404);
        assertThat(browser.get("/organise/" + slug + "/events/" + theirs.id()).statusCode())
                .isEqualTo(404);
        assertThat(events.get(theirs.id())).isInstanceOf(Event.Published.class);
        assertThat(orders.ticket(ticket)).get().isInstanceOf(Ticket.Valid.class);
    }

    @Test
    void theFileIsForSpreadsheetsAndRunsNothing() {
        var event = market.event(organiser, 5, Duration.ofDays(3));
        var plan = event.particulars().plans().get(1).id();
        var name = new org.tsudoi.contact.PersonName("=HYPERLINK(\"https://evil.example\",\"x\")");
        var placing = orders.place(new Orders.Request(
                "key-of-the-form-" + event.id(),
                event.id(),
                plan,
                List.of(name),
                new Order.Buyer(null, name, market.mail("mallory"), Locale.ENGLISH)));
        orders.confirm(((Orders.Placing.ToConfirm) placing).order().id());
        var file = browser.get(path(event.id()) + "/orders.csv");
        assertThat(file.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("attachment"));
        assertThat(file.body())
                .startsWith("\uFEFFOrder,Number,Attendee")
                .contains(",A-001,\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\",")
                .doesNotContain(",=", "\n=", "\"=");
        for (var start : Set.of("=1", "+1", "-1", "@x", "\t=1", "\r=1")) {
            assertThat(OrderSheet.cell(start).replace("\"", "")).startsWith("'");
        }
        assertThat(OrderSheet.cell("1-2")).isEqualTo("1-2");
    }

    @Test
    void anUploadedPictureIsKeptAndABadOneCostsNothingTyped() throws Exception {
        var path = home + "/events/new";
        var fields = Desk.filled();
        fields.put("planRows", "8");
        for (int row = 2; row < 8; row++) {
            fields.put("plan" + row + "-name", "More " + row);
            fields.put("plan" + row + "-kind", "once");
            fields.put("plan" + row + "-price", "100");
            fields.put("plan" + row + "-places", "1");
        }
        var fake = "\u0089PNG\r\n\u001a\n<script>".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        var refused = desk.sendWithPicture(browser, path, fields, fake);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(page(refused)).contains("We could not read this picture", "Gentle yoga &amp; tea", "More 7");
        var huge = Arrays.copyOf(fake, 8_000_001);
        assertThat(page(desk.sendWithPicture(browser, path, fields, huge)))
                .contains("A picture may have up to 8 MB", "More 7");
        assertThat(events.ofOrganiser(organiser)).isEmpty();
        var image = new java.awt.image.BufferedImage(300, 200, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var kept = desk.sendWithPicture(browser, path, fields, PicturesTest.file(image, "png"));
        assertThat(Desk.led(kept)).endsWith("/preview");
        var told = only().particulars();
        assertThat(told.plans()).hasSize(8);
        assertThat(events.picture(Objects.requireNonNull(told.picture())))
                .hasValueSatisfying(picture -> assertThat(picture.mediaType()).isEqualTo("image/jpeg"));
    }

    private Event only() {
        assertThat(events.ofOrganiser(organiser)).hasSize(1);
        return events.ofOrganiser(organiser).getFirst();
    }

    private String path(EventId event) {
        return home + "/events/" + event;
    }

    private static String page(HttpResponse<String> answer) {
        assertThat(PageRules.broken(answer.body())).as(answer.body()).isEmpty();
        return answer.body();
    }
}
