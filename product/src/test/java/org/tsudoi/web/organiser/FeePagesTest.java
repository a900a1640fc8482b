package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.fees.Fees;
import org.tsudoi.fees.OfferingKind;
import org.tsudoi.ledger.AccountCode;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;

/// Fees on the pages of everybody: the operator sets them, the organiser chooses who bears them, the buyer sees them
/// before paying, and the statement says what the books say.
@ProductTest
class FeePagesTest extends AtTheDesk {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final Orders orders;
    private final Fees fees;
    private final FeeSetting setting;
    private final Ledger ledger;
    private final OperatorInvitation invitation;
    private final OutboxRunner outbox;

    FeePagesTest(
            Market market,
            Orders orders,
            Fees fees,
            FeeSetting setting,
            Ledger ledger,
            OperatorInvitation invitation,
            OutboxRunner outbox,
            Desk desk,
            TestClock clock) {
        super(market, desk, clock);
        this.orders = orders;
        this.fees = fees;
        this.setting = setting;
        this.ledger = ledger;
        this.invitation = invitation;
        this.outbox = outbox;
    }

    @AfterEach
    void nothingIsAsked() {
        setting.none();
    }

    private Event event() {
        return market.event(organiser, 20, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
    }

    private void becomeOperator() {
        var path = invitation.issue().path();
        var mail = "operator-" + UUID.randomUUID() + "@operate.example";
        guest.get(path);
        assertThat(guest.post(path, Map.of("mail", mail, "mailAgain", mail)).statusCode())
                .isEqualTo(303);
    }

    private Map<String, String> typed(Map<String, String> more) {
        var fields = new HashMap<>(Map.of(
                "kind",
                "meeting",
                "currency",
                "JPY",
                "percent",
                "3.5",
                "fixed",
                "50",
                "least",
                "60",
                "most",
                "500",
                "from",
                LocalDate.ofInstant(clock.instant(), TOKYO).toString()));
        fields.putAll(more);
        return fields;
    }

    @Test
    void anOperatorSetsAFeeAndSeesWhoSetWhat() {
        assertThat(browser.get("/operate/fees").statusCode()).isEqualTo(404);
        becomeOperator();
        assertThat(guest.get("/operate/fees").body()).contains("No fee at present.");
        assertThat(guest.post("/operate/fees", typed(Map.of())).statusCode()).isEqualTo(303);
        var rate = fees.rate(OfferingKind.MEETING, Currency.getInstance("JPY"), clock.instant())
                .orElseThrow();
        assertThat(rate.of(Money.jpy(1500))).isEqualTo(Money.jpy(102));
        assertThat(rate.of(Money.jpy(100))).isEqualTo(Money.jpy(60));
        assertThat(rate.of(Money.jpy(100_000))).isEqualTo(Money.jpy(500));
        assertThat(guest.get("/operate/fees").body())
                .contains("3.5 % + ¥50, at least ¥60, at most ¥500", "Always nothing")
                .containsPattern("soft wraps\">operator-[^<]+@operate\\.example");
    }

    @Test
    void whatIsNoFeeIsToldBesideItsFieldAndNothingTypedIsLost() {
        becomeOperator();
        guest.get("/operate/fees");
        for (var wrong : Map.of(
                        "percent", "51",
                        "from", "2020-01-01",
                        "kind", "session",
                        "most", "10",
                        "fixed", "x",
                        "currency", "GBP")
                .entrySet()) {
            var answer = guest.post("/operate/fees", typed(Map.of(wrong.getKey(), wrong.getValue())));
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.body()).contains("aria-invalid=\"true\"", "value=\"60\"");
        }
        assertThat(guest.post("/operate/fees", typed(Map.of("percent", "3.555")))
                        .statusCode())
                .isEqualTo(422);
        assertThat(fees.rate(OfferingKind.SESSION, Currency.getInstance("JPY"), clock.instant()))
                .isEmpty();
    }

    @Test
    void anOrganiserChoosesWhoBearsItForAllAndForOneEvent() {
        setting.set("JPY", 350, 50);
        var event = event();
        var other = event();
        assertThat(browser.get(home + "/fees").body()).contains("3.5 % + ¥50", "payment provider’s fee");
        var field = FeeChoicesPage.field(event);
        assertThat(browser.post(home + "/fees", Map.of("usual", "buyer", field, "organiser"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(fees.usual(organiser)).isEqualTo(Bearer.BUYER);
        assertThat(fees.chosen(organiser)).isEqualTo(Map.of(event.id(), Bearer.ORGANISER));
        assertThat(market.held(event.id(), 1).toPay()).isEqualTo(Money.jpy(1500));
        assertThat(market.held(other.id(), 1).toPay()).isEqualTo(Money.jpy(1602));
        assertThat(browser.post(home + "/fees", Map.of("usual", "nobody")).statusCode())
                .isEqualTo(422);
        assertThat(browser.post(home + "/fees", Map.of("usual", "buyer", field, "nobody"))
                        .statusCode())
                .isEqualTo(422);
        // Nobody chooses for the events of others.
        var foreign = market.event(5);
        browser.post(home + "/fees", Map.of("usual", "buyer", FeeChoicesPage.field(foreign), "buyer"));
        assertThat(fees.chosen(foreign.particulars().organiser())).isEmpty();
        assertThat(guest.get(home + "/fees").statusCode()).isNotEqualTo(200);
    }

    @Test
    void theBuyerSeesItOnEveryPageBeforePaying() {
        setting.set("JPY", 350, 50);
        fees.bear(organiser, Bearer.BUYER, setting.somebody());
        var event = event();
        var slug = event.particulars().slug();
        assertThat(guest.get("/events/" + slug).body()).contains("¥1,602", "of which service fee ¥102");
        assertThat(guest.get("/events/" + slug + "/apply?places=2").body())
                .contains("Service fee × 2", "¥204", "¥3,204");
        var shop = "/o/" + desk.organiser(organiser).slug();
        assertThat(guest.get(shop).body()).contains("¥1,602").doesNotContain("¥1,500");
        assertThat(guest.get(shop + "/legal").body()).contains("サービス利用料", "Where a service fee is added");
        var order = market.held(event.id(), 2);
        var path = "/orders/" + orders.link(order.id());
        assertThat(guest.get(path).body())
                .contains("¥3,204", "price ¥3,000, service fee ¥102 × 2 = ¥204", "no other fees", "Service fee × 2")
                .doesNotContain("No shipping and no fees");
        assertThat(guest.get(path + "?lang=ja").body())
                .contains("代金 ¥3,000、サービス利用料 ¥102 × 2 ＝ ¥204", "¥3,204 を支払って申し込みを確定する");
    }

    @Test
    void whatTheOrganiserBearsIsNothingToTheBuyer() {
        setting.set("JPY", 350, 50);
        var event = event();
        assertThat(guest.get("/events/" + event.particulars().slug()).body())
                .contains("¥1,500")
                .doesNotContain("ervice fee");
        var order = market.held(event.id(), 1);
        assertThat(guest.get("/orders/" + orders.link(order.id())).body())
                .contains("No shipping and no fees")
                .doesNotContain("ervice fee");
    }

    @Test
    void theStatementSaysWhatTheBooksSay() {
        setting.set("JPY", 350, 50);
        var order = market.paid(event().id(), 2);
        var ticket = orders.tickets(order.id()).getFirst().id();
        orders.cancel(order.id(), Set.of(ticket), Money.jpy(1500), Ticket.CancelledBy.ORGANISER);
        outbox.runDue();
        var month = YearMonth.from(clock.instant().atZone(TOKYO));
        var path = home + "/statements/" + month;
        assertThat(Desk.led(browser.get(home + "/statements"))).isEqualTo(path);
        long payable = -ledger.balance(new AccountCode("organiser:" + organiser + ":payable:JPY"))
                .posted();
        var page = browser.get(path).body();
        assertThat(page)
                .contains(
                        "Payment received × 1",
                        "¥3,000",
                        "Platform fee × 1",
                        "¥204",
                        "Platform fee given back × 1",
                        "¥102",
                        "Refund decided × 1",
                        "¥1,500")
                // Where the platform is taxed is not known here.
                .doesNotContain("Tax within")
                .contains(String.format(Locale.ROOT, "¥%,d", payable));
        var sheet = browser.get(path + "/journals.csv");
        assertThat(sheet.headers().firstValue("Content-Type").orElseThrow()).contains("text/csv");
        assertThat(sheet.body()).contains("platform-fee,Platform fee," + order.id() + ",,-204,JPY", ",3000,JPY");
        long sum = sheet.body()
                .lines()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.split(",")[5]))
                .sum();
        assertThat(sum).isEqualTo(payable);
        clock.forward(Duration.ofDays(40));
        var next = browser.get(home + "/statements/" + month.plusMonths(1)).body();
        assertThat(next).contains("Owed to you when the month began", String.format(Locale.ROOT, "¥%,d", payable));
        assertThat(browser.get(home + "/statements/2026-13").statusCode()).isEqualTo(404);
        assertThat(browser.get(home + "/statements/1999-01").statusCode()).isEqualTo(404);
        var stranger = "/organise/" + desk.organiser(market.organiser()).slug() + "/statements/" + month;
        assertThat(browser.get(stranger).statusCode()).isEqualTo(404);
        assertThat(browser.get(stranger + "/journals.csv").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void everyPageKeepsTheRulesInEveryLanguage(String language) {
        setting.set("JPY", 350, 50);
        fees.bear(organiser, Bearer.BUYER, setting.somebody());
        Order order = market.paid(event().id(), 1);
        assertThat(order).isInstanceOf(Order.Paid.class);
        var month = YearMonth.from(clock.instant().atZone(TOKYO));
        for (var path : List.of("/fees", "/statements/" + month)) {
            var answer = browser.get(home + path + "?lang=" + language);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
        }
        becomeOperator();
        assertThat(PageRules.broken(guest.get("/operate/fees?lang=" + language).body()))
                .isEmpty();
    }
}
