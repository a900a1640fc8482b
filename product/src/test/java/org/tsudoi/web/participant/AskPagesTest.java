package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.applications.Application;
import org.tsudoi.applications.ApplicationRules;
import org.tsudoi.applications.Applications;
import org.tsudoi.applications.Line;
import org.tsudoi.offerings.Event;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// Asking for a place on the pages: from the event's page to the order.
@ProductTest
class AskPagesTest {
    private final Market market;
    private final Line line;
    private final Applications applications;
    private final Orders orders;
    private final OutboxRunner outbox;
    private final SignedIn signedIn;
    private final TestClock clock;
    private final TestBrowser browser;

    AskPagesTest(
            Market market,
            Line line,
            Applications applications,
            Orders orders,
            OutboxRunner outbox,
            SignedIn signedIn,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.line = line;
        this.applications = applications;
        this.orders = orders;
        this.outbox = outbox;
        this.signedIn = signedIn;
        this.clock = clock;
        this.browser = new TestBrowser(port).with("Accept-Language", "en");
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

    private static String page(Event event) {
        return "/events/" + event.particulars().slug();
    }

    private Map<String, String> typed(Event event, String mail) {
        return new HashMap<>(Map.of(
                "plan",
                event.particulars().plans().getFirst().id().toString(),
                "name",
                "Hana Yamada",
                "email",
                mail,
                "friends",
                ""));
    }

    private String see(String path) {
        var html = browser.get(path).body();
        assertThat(PageRules.broken(html)).isEmpty();
        return html;
    }

    @ParameterizedTest
    @CsvSource({"ja,キャンセル待ちに入る", "en,Join the waiting list", "th,เข้าคิวรอที่ว่าง"})
    void whatIsFullCanBeWaitedFor(String language, String says) {
        var event = market.event(1);
        market.held(event.id(), 1);
        assertThat(see(page(event) + "?lang=" + language)).contains(says, page(event) + "/ask");
        assertThat(see(page(event) + "/ask")).contains(says, "name=\"friends\"").doesNotContain("name=\"message\"");
    }

    @Test
    void aStrangerIsInLineOnceTheLinkOfTheMailWasFollowedAndLeavesByOneTap() {
        var event = market.event(1);
        line.soldOut(event);
        var mail = market.mail("stranger");
        see(page(event) + "/ask");
        var sent = browser.post(page(event) + "/ask", typed(event, mail.value()));
        assertThat(sent.headers().firstValue("Location")).contains(page(event));
        assertThat(applications.ofEvent(event.id())).isEmpty();
        var asked = Line.entered(line.asks(event.id(), 0, 1, market.mail("first"), true));
        var link = "/asked/" + applications.link(unproven(event, mail.value()).id());
        assertThat(see(link)).contains("Is this your mail address?").doesNotContain("Hana Yamada");
        browser.post(link + "/prove", Map.of());
        assertThat(see(link)).contains("You are number 2 in line");
        browser.post(link + "/leave", Map.of());
        assertThat(see(link)).contains("You have left", "Undo");
        browser.post(link + "/back", Map.of());
        assertThat(see(link)).contains("You are number 2 in line");
        assertThat(applications.position(asked)).isEqualTo(1);
    }

    private Application unproven(Event event, String mail) {
        var asked = (Applications.Asking.ToProve)
                line.asks(event.id(), 0, 1, new org.tsudoi.contact.EmailAddress(mail), false);
        return asked.application();
    }

    @Test
    void theOfferIsPaidForOnTheOrdersPageWhichSaysUntilWhen() {
        var event = market.event(1);
        var sold = line.soldOut(event);
        var member = market.mail("member");
        try (var own = signedIn.as(member).with("Accept-Language", "en")) {
            own.get(page(event) + "/ask");
            var answer = own.post(page(event) + "/ask", typed(event, member.value()));
            var link = answer.headers().firstValue("Location").orElseThrow();
            assertThat(link).startsWith("/asked/");
            assertThat(own.get(link).body()).contains("You are number 1 in line");
            line.cancels(sold.getFirst().id());
            outbox.runDue();
            var offered = (Application.Offered)
                    applications.byLink(link.substring("/asked/".length())).orElseThrow();
            var order = "/orders/" + orders.link(offered.order());
            assertThat(own.get(link).body()).contains("There is a place for you", order);
            assertThat(own.get(order).body()).contains("Kept for you until").doesNotContain("data-countdown");
            assertThat(see(page(event))).contains("Join the waiting list");
        }
    }

    @Test
    void whatWasTypedIsKeptAndTheErrorStandsBesideItsField() {
        var event = market.event(1);
        line.soldOut(event);
        see(page(event) + "/ask");
        var fields = typed(event, "nobody");
        fields.put("friends", "A\nB\nC\nD\nE");
        var answer = browser.post(page(event) + "/ask", fields);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(PageRules.broken(answer.body())).isEmpty();
        assertThat(answer.body())
                .contains("id=\"email-error\"", "id=\"friends-error\"", "4 places at most", "Hana Yamada");
    }

    @Test
    void whatTheOrganiserDecidesIsAskedForWithAWordToThem() {
        var event = market.event(5);
        applications.rules(event.id(), ApplicationRules.USUAL, true);
        assertThat(see(page(event))).contains("The host decides who takes part");
        assertThat(browser.get(page(event) + "/apply").statusCode()).isEqualTo(303);
        assertThat(see(page(event) + "/ask")).contains("name=\"message\"");
    }

    @Test
    void mailsToOneAddressAreLimited() {
        var event = market.event(1);
        line.soldOut(event);
        var mail = market.mail("much");
        see(page(event) + "/ask");
        var codes = Set.of(1, 2, 3, 4, 5, 6).stream()
                .map(_ -> browser.post(page(event) + "/ask", typed(event, mail.value()))
                        .statusCode())
                .collect(Collectors.toList());
        assertThat(codes).contains(303, 429);
    }

    @Test
    void aLinkOfNobodyIsNotThere() {
        assertThat(browser.get("/asked/nothing").statusCode()).isEqualTo(404);
        var event = market.event(5);
        assertThat(browser.get(page(event) + "/ask").headers().firstValue("Location"))
                .contains(page(event));
    }
}
