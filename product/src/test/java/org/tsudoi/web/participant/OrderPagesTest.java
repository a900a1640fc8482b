package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Organisers;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// What a buyer is told of the event and the order while time passes. The policy of these events: all of it back
/// until a day before, half of it until two hours before.
@ProductTest
class OrderPagesTest {
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final TestBrowser browser;

    OrderPagesTest(
            Market market,
            Orders orders,
            Organisers organisers,
            SignedIn signedIn,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.signedIn = signedIn;
        this.clock = clock;
        this.browser = new TestBrowser(port);
        clock.forward(Duration.ofMinutes(15));
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
    void whatLapsedIsFilledInAgainForWhoeverHasItsLink() {
        var event = startingIn(Duration.ofDays(3));
        var order = ((Orders.Placing.Placed) market.place(event.id(), 2)).order();
        assertThat(browser.get(path(order.id()) + "/again").statusCode())
                .as("still held")
                .isEqualTo(303);
        clock.forward(Duration.ofMinutes(40));
        orders.lapseDue();
        assertThat(page(path(order.id()))).contains("/again\"");
        assertThat(page(path(order.id()) + "/again"))
                .contains(order.terms().buyer().email().value())
                .contains("action=\"/events/" + event.particulars().slug() + "/apply\"")
                .contains("value=\"山田 花子 1\"");
        assertThat(browser.get("/orders/nobodys/again").statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverIsTooLateToCancelIsToldWhyAndWhomToAsk() {
        var event = startingIn(Duration.ofHours(1));
        var order = market.paid(event.id(), 1);
        assertThat(page(path(order.id()))).contains("/cancel\"").doesNotContain("id=\"cancelling\"");
        clock.forward(Duration.ofMinutes(61));
        var organiser =
                organisers.find(event.particulars().organiser()).orElseThrow().slug();
        assertThat(page(path(order.id())))
                .contains("id=\"cancelling\"", "could be cancelled until the event began", "/o/" + organiser)
                .doesNotContain("/cancel\"");
        assertThat(browser.get(path(order.id()) + "/cancel").headers().firstValue("Location"))
                .hasValue(path(order.id()) + "#cancelling");
    }

    /// Nothing but the browser's clock says where somebody is.
    @Test
    void whoIsOutsideJapanFindsWhatNeedsAStoreOrABankThereBehindTheRest() {
        var path = path(market.held(startingIn(Duration.ofDays(20)).id(), 1).id());
        var more = "with a store, a bank account or PayPay in Japan";
        assertThat(page(path)).contains("id=\"means-konbini\"").doesNotContain(more);
        browser.cookies().put("zone", "Asia/Bangkok");
        var abroad = page(path);
        for (var means : List.of("paypay", "konbini", "slip", "bank-transfer")) {
            assertThat(abroad.indexOf("id=\"means-" + means + "\"")).isGreaterThan(abroad.indexOf(more));
        }
        assertThat(abroad.indexOf("id=\"means-card\"")).isBetween(1, abroad.indexOf(more));
        browser.cookies().put("zone", "Asia/Tokyo");
        assertThat(page(path)).doesNotContain(more);
    }

    @Test
    void theKindOfAnAccountIsToldInTheReadersLanguage() {
        var order = market.held(startingIn(Duration.ofDays(20)).id(), 1);
        orders.pay(order.id(), Choice.of(Means.BANK_TRANSFER));
        assertThat(page(path(order.id()))).contains("Ordinary savings", "<span lang=\"ja\">普通</span>");
        assertThat(page(path(order.id()) + "?lang=ja")).contains("普通").doesNotContain("Ordinary");
        page(path(order.id()) + "?lang=en");
    }

    @ParameterizedTest
    @CsvSource({"lawson, loppi", "ministop, loppi", "family-mart, copier", "seicomart, screen"})
    void theStepsShowTheMachineThatStandsInTheStore(String chain, String picture) {
        var order = market.held(startingIn(Duration.ofDays(20)).id(), 1);
        orders.pay(order.id(), new Choice(Means.KONBINI, chain));
        assertThat(page(path(order.id()))).containsOnlyOnce("data-picture=\"" + picture + "\"");
    }

    @Test
    void theOrganisersPageSaysHowToReachThem() {
        var organiser = organisers.find(market.organiser()).orElseThrow();
        assertThat(page("/o/" + organiser.slug())).doesNotContain("mailto:");
        organisers.showLegally(
                organiser.id(),
                new LegalDisplay(
                        new PersonName("森 みどり"), Optional.of("京都市"), true, new EmailAddress("midori@example.jp")));
        assertThat(page("/o/" + organiser.slug()))
                .contains("森 みどり", "mailto:midori@example.jp", "We tell you without delay")
                .doesNotContain("京都市");
    }

    @ParameterizedTest
    @CsvSource({"72,true,true,false", "3,false,true,false", "1,false,false,true"})
    void onlyTheRefundsThatAreStillAheadAreOffered(int hours, boolean full, boolean half, boolean none) {
        var event = startingIn(Duration.ofHours(hours));
        var order = market.paid(event.id(), 1);
        for (var path : List.of("/events/" + event.particulars().slug(), path(order.id()))) {
            var page = page(path);
            assertThat(page.contains("Full refund until")).as(page).isEqualTo(full);
            assertThat(page.contains("50\u00a0% refund until")).as(page).isEqualTo(half);
            assertThat(page.contains("nothing is refunded any more")).as(page).isEqualTo(none);
        }
    }

    @Test
    void cancellingSaysSoWhenNothingComesBackOrSoonNothingWill() {
        var half = market.paid(startingIn(Duration.ofHours(3)).id(), 1);
        assertThat(page(path(half.id()) + "/cancel"))
                .contains("¥750", "on nothing is refunded")
                .doesNotContain("on you get back less");
        var nothing = market.paid(startingIn(Duration.ofHours(1)).id(), 1);
        assertThat(page(path(nothing.id()) + "/cancel"))
                .contains("If you cancel now, nothing is refunded.")
                .doesNotContain("¥0", "(0 %)", "This is what you get back");
    }

    @Test
    void theHintOfTheDoorFollowsTheDoor() {
        var order = market.paid(startingIn(Duration.ofMinutes(30)).id(), 1);
        assertThat(page(path(order.id()))).contains("The door opens at");
        clock.forward(Duration.ofMinutes(21));
        assertThat(page(path(order.id()))).contains("The door is open").doesNotContain("The door opens at");
        clock.forward(Duration.ofMinutes(9 + 60 + 31));
        assertThat(page(path(order.id()))).doesNotContain("The door is open", "The door opens at");
    }

    @ParameterizedTest
    @CsvSource({"ja,期限切れ,取り消", "en,This booking has lapsed,ancelled", "th,หมดเวลา,ยกเลิก"})
    void whatWasNotPaidInTimeHasLapsedAndWasNotCancelled(String language, String lapsed, String cancelled) {
        var order = market.held(startingIn(Duration.ofDays(3)).id(), 1);
        clock.forward(Duration.ofMinutes(11));
        orders.lapseDue();
        for (var path : List.of(path(order.id()), path(order.id()) + "/door")) {
            assertThat(page(path + "?lang=" + language)).contains(lapsed).doesNotContain(cancelled);
        }
    }

    @Test
    void whatTheBuyerLetGoHasNotLapsed() {
        var order = market.held(startingIn(Duration.ofDays(3)).id(), 1);
        orders.leave(order.id());
        assertThat(page(path(order.id()))).contains("was not completed", "You let the seat go");
    }

    @Test
    void anEventThatRunsIsShownAsSuch() {
        var event = startingIn(Duration.ofMinutes(30));
        var path = "/events/" + event.particulars().slug();
        assertThat(page(path)).doesNotContain("On now");
        clock.forward(Duration.ofMinutes(31));
        assertThat(page(path)).contains("On now", "Sales are over");
        clock.forward(Duration.ofMinutes(60));
        assertThat(page(path)).doesNotContain("On now");
    }

    @Test
    void whatIsPastStandsNewestFirst() {
        var mail = market.mail("often");
        var later = cancelled(startingIn(Duration.ofDays(5)), mail);
        clock.forward(Duration.ofMinutes(1));
        var sooner = cancelled(startingIn(Duration.ofDays(4)), mail);
        try (var buyer = signedIn.as(mail)) {
            var page = buyer.get("/tickets?show=past").body();
            assertThat(page.indexOf(path(later))).isPositive().isLessThan(page.indexOf(path(sooner)));
        }
    }

    @Test
    void anOrganiserWithoutTicketsIsLedToTheirOwnPage() {
        try (var organiser = signedIn.as(market.mail("starting"))) {
            assertThat(organiser.get("/tickets").body()).doesNotContain("To my organiser page");
            var slug = "asa-" + UUID.randomUUID().toString().substring(0, 8);
            organiser.get("/organise/start");
            organiser.post(
                    "/organise/start",
                    Map.of("name", "Asa", "slug", slug, "currency", "JPY", "country", "JP", "about", ""));
            assertThat(organiser.get("/tickets").body()).contains("To my organiser page");
        }
    }

    private OrderId cancelled(Event event, EmailAddress mail) {
        var placed = (Orders.Placing.Placed)
                market.place(event.id(), 0, 1, mail, UUID.randomUUID().toString());
        var order = placed.order().id();
        orders.pay(order);
        market.payAtProvider(market.session(order));
        orders.askAgain(order);
        var all = orders.tickets(order).stream().map(Ticket::id).collect(Collectors.toSet());
        var quote = orders.quote(order, all, Ticket.CancelledBy.PARTICIPANT);
        orders.cancel(order, all, quote.refund(), Ticket.CancelledBy.PARTICIPANT);
        assertThat(orders.get(order)).isInstanceOf(Order.Cancelled.class);
        return order;
    }

    private Event startingIn(Duration time) {
        return market.event(market.organiser(), 10, time);
    }

    private String path(OrderId order) {
        return "/orders/" + orders.link(order);
    }

    private String page(String path) {
        var answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        return answer.body();
    }
}
