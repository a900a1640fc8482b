package org.tsudoi.web.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tsudoi.ledger.Asset;
import org.tsudoi.ledger.Ledger;
import org.tsudoi.ledger.RecordedJournal;
import org.tsudoi.ledger.TrialBalance;
import org.tsudoi.members.OperatorInvitation;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Payment;
import org.tsudoi.payments.PaymentDesk;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.RecurringJob;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.proofs.Proofs;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.web.Bench;
import org.tsudoi.web.Form;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.Pages;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class OperatorPagesTest {
    private static final String REFUND_FAILS = "4000000000005126";
    private static final List<String> PAGES = List.of(
            "/operate",
            "/operate/books",
            "/operate/payments",
            "/operate/talk",
            "/operate/outbox",
            "/operate/meetings",
            "/operate/reconciliation",
            "/operate/collusion",
            "/operate/payouts");

    private final Market market;
    private final Orders orders;
    private final Payments payments;
    private final PaymentDesk desk;
    private final OperatorInvitation invitation;
    private final OutboxRunner outbox;
    private final Ledger ledger;
    private final Proofs proofs;
    private final List<RecurringJob> jobs;
    private final JdbcClient sql;
    private final TestClock clock;
    private final TestBrowser browser;
    private final TownProcess town = TownProcess.running();

    OperatorPagesTest(
            Market market,
            Orders orders,
            Payments payments,
            PaymentDesk desk,
            OperatorInvitation invitation,
            OutboxRunner outbox,
            Ledger ledger,
            Proofs proofs,
            List<RecurringJob> jobs,
            JdbcClient sql,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.payments = payments;
        this.desk = desk;
        this.invitation = invitation;
        this.outbox = outbox;
        this.ledger = ledger;
        this.proofs = proofs;
        this.jobs = jobs;
        this.sql = sql;
        this.clock = clock;
        this.browser = new TestBrowser(port);
    }

    @BeforeEach
    void fairWeather() {
        town.fair();
        town.sameTimeAs(clock);
    }

    @AfterEach
    void close() {
        town.fair();
        browser.close();
    }

    @Test
    void whoeverIsNoOperatorGetsNowhere() {
        for (var path : PAGES)
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(303);
        becomeOperator();
        for (var path : PAGES)
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        sql.sql("update member set operator_since = null where id = (select id from member order by id desc limit 1)")
                .update();
        for (var path : PAGES)
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void everyPageKeepsTheRulesInEveryLanguage(String language) {
        var event = market.event(10);
        var order = market.paid(event.id(), 2);
        var payment = payments.newestFor(order.id().toString()).orElseThrow();
        disputed(payment);
        becomeOperator();
        var paths = new HashSet<>(PAGES);
        paths.add("/operate/payments/" + payment.id());
        paths.add("/operate/books/search?q=" + order.id());
        paths.add("/operate/books/search");
        paths.add("/operate/books/search?kind=refund-returned&amount=77777");
        paths.add("/operate/books?day=2026-11-01");
        paths.add("/operate/books/account?code=provider:stripe:JPY&day=2026-11-01&time=12:00");
        paths.add("/operate/books/journals/" + captured(order));
        paths.add("/operate/books/accounts?kind=event:*:seats:taken");
        paths.add("/operate/books/account?code=event:" + event.id() + ":seats:available");
        for (var path : paths) {
            var answer = browser.get(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).contains("<html lang=\"" + language + "\"");
            assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
        }
    }

    @Test
    void whatABankTookBackIsShownWithTheDayItIsToBeAnsweredBy() {
        var payment = payments.newestFor(
                        market.paid(market.event(10).id(), 2).id().toString())
                .orElseThrow();
        disputed(payment);
        becomeOperator();
        assertThat(browser.get("/operate").body()).contains("Open disputes");
        var listed = browser.get("/operate/payments").body();
        assertThat(listed)
                .contains("dp_" + payment.id(), "Not decided", "¥1,000 had been refunded before", "5 December");
        assertThat(browser.get("/operate/payments/" + payment.id()).body())
                .contains("dp_" + payment.id(), "Send your proofs on the provider’s dashboard");
    }

    private void disputed(Payment payment) {
        sql.sql("""
                insert into payment_dispute (provider, reference, payment_id, stage, amount, taken, fee, uncovered, currency,
                  opened_at, answer_by, revision, read_at)
                values ('stripe', :reference, :payment, 'open', 3000, 3000, 1500, 1000, 'JPY',
                  '2026-11-26', '2026-12-05', 1, '2026-11-26')
                """)
                .param("reference", "dp_" + payment.id())
                .param("payment", payment.id().value())
                .update();
    }

    @Test
    void anOrderIsFollowedFromTheSumDownToItsLegs() {
        var event = market.event(10);
        var order = market.paid(event.id(), 2);
        becomeOperator();
        assertThat(browser.get("/operate/books").body()).contains("event:*:seats:taken", "Balanced");
        var found = browser.get("/operate/books/search?q=" + order.id()).body();
        assertThat(found).contains("Payment received", "¥3,000", "Seats 2", "event:" + event.id() + ":seats:taken");
        var journal = found.split("/operate/books/journals/")[1].split("\"")[0];
        assertThat(browser.get("/operate/books/journals/" + journal).body())
                .contains(order.id().toString());
        assertThat(browser.get("/operate/books/account?code=event:" + event.id() + ":seats:taken")
                        .body())
                .contains("Seats taken");
        assertThat(browser.get("/operate/books/search?q=event:" + event.id() + ":seats:taken")
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(path -> assertThat(path).startsWith("/operate/books/account?code="));
        for (var nothing : List.of(
                "/operate/books/journals/x",
                "/operate/books/journals/" + UUID.randomUUID(),
                "/operate/books/account?code=no%20code",
                "/operate/books/account?code=event:none",
                "/operate/books/accounts?kind=none:*",
                "/operate/payments/pay_x",
                "/operate/refunds/rfd_00000000000000000000000000")) {
            assertThat(browser.get(nothing).statusCode()).as(nothing).isEqualTo(404);
        }
    }

    @Test
    void journalsAreFoundByEachThingThatIsKnownOfThem() {
        var event = market.event(10);
        var order = market.paid(event.id(), 2);
        var journal = captured(order);
        var payment = payments.newestFor(order.id().toString()).orElseThrow();
        var account = "payment:" + payment.id() + ":refundable";
        var day = clock.instant().atZone(ZoneId.of("Asia/Tokyo")).toLocalDate();
        becomeOperator();
        for (var asked : List.of(
                "q=" + order.id(),
                "q=" + order.id().toString().substring(4).toUpperCase(Locale.ROOT),
                "q=" + payment.id(),
                "q=payment=" + payment.id(),
                "account=" + account,
                "account=" + account + "&amount=3,000",
                "account=" + account + "&kind=payment-captured&day=" + day + "&amount=３０００",
                "kind=payment-captured&amount=3000")) {
            assertThat(search(asked)).as(asked).contains("/operate/books/journals/" + journal);
        }
        for (var asked : List.of(
                "account=" + account + "&amount=3001",
                "account=" + account + "&kind=refund-requested",
                "account=" + account + "&day=" + day.minusDays(1),
                "account=" + account + "&q=" + event.id(),
                "q=ord_00000000000000000000000000")) {
            assertThat(search(asked)).as(asked).contains("Nothing found").doesNotContain("" + journal);
        }
        assertThat(browser.get("/operate/books/search?q=" + journal).headers().firstValue("Location"))
                .hasValue("/operate/books/journals/" + journal);
    }

    private String search(String query) {
        var answer =
                browser.get("/operate/books/search?" + query.replace("３０００", "%EF%BC%93%EF%BC%90%EF%BC%90%EF%BC%90"));
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whatCannotBeLookedForIsSaidBesideItsField() {
        becomeOperator();
        var wrongs = Map.of(
                "q", "order%201234",
                "account", "no%20such:account",
                "amount", "a%20lot",
                "day", "yesterday",
                "kind", "payment-dreamt");
        for (var wrong : wrongs.entrySet()) {
            var answer = browser.get("/operate/books/search?" + wrong.getKey() + "=" + wrong.getValue());
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.body()).contains("id=\"" + wrong.getKey() + "-error\"");
            assertThat(PageRules.broken(answer.body())).as(wrong.getKey()).isEmpty();
        }
        assertThat(browser.get("/operate/books/search?amount=a%20lot").body()).contains("value=\"a lot\"");
        for (var path : List.of("/operate/books?", "/operate/books/account?code=provider:stripe:JPY&")) {
            assertThat(browser.get(path + "day=32.13.").statusCode()).isEqualTo(422);
            assertThat(browser.get(path + "time=12:00").statusCode()).isEqualTo(422);
        }
    }

    @Test
    void journalsComeInPagesThatFollowEachOther() {
        var event = market.event(40);
        for (int i = 0; i < 11; i++) market.paid(event.id(), 1);
        becomeOperator();
        var seen = new ArrayList<String>();
        var path = "/operate/books/search?account=event:" + event.id() + ":seats:available";
        while (!path.isEmpty()) {
            var body = browser.get(path).body();
            Pattern.compile("<h2[^>]*><a href=\"/operate/books/journals/([^\"]+)")
                    .matcher(body)
                    .results()
                    .forEach(found -> seen.add(found.group(1)));
            var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)").matcher(body);
            path = next.find() ? next.group(1).replace("&amp;", "&") : "";
        }
        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aBalanceIsShownAsItWasAtAPastTime() {
        var event = market.event(10);
        market.paid(event.id(), 2);
        var before = clock.instant().plus(Duration.ofMinutes(1)).atZone(ZoneId.of("Asia/Tokyo"));
        clock.forward(Duration.ofHours(1));
        town.sameTimeAs(clock);
        market.paid(event.id(), 3);
        becomeOperator();
        var path = "/operate/books/account?code=event:" + event.id() + ":seats:taken";
        assertThat(browser.get(path).body()).contains("5 debit");
        var then = browser.get(path + "&day=" + before.toLocalDate() + "&time="
                        + before.toLocalTime().truncatedTo(ChronoUnit.MINUTES))
                .body();
        assertThat(then.replaceAll("\\s+", " ")).containsPattern("Balance on [^<]*: <b class=\"num\">2 debit");
        assertThat(then)
                .contains("/operate/books/search?account=event:" + event.id() + ":seats:taken&amp;day="
                        + before.toLocalDate());
        assertThat(browser.get("/operate/books?day=" + before.toLocalDate().minusYears(20))
                        .body())
                .contains("Nothing had happened yet");
    }

    @Test
    void aJournalShowsItsSealAndGivesItsProof() {
        var journal = captured(market.paid(market.event(10).id(), 1));
        becomeOperator();
        assertThat(browser.get("/operate/books/journals/" + journal).body()).contains("Sealing");
        assertThat(browser.get("/operate/books/journals/" + journal + "/proof.json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.get("/operate/books").body()).contains("Sealing");
        clock.forward(Duration.ofMinutes(10));
        assertThat(browser.get("/operate/books").body()).contains("Sealing is late");
        for (int run = 0; run < 2; run++) {
            jobs.stream()
                    .filter(job -> job.name().equals("ledger-check-points"))
                    .forEach(RecurringJob::run);
        }
        proofs.seal();
        assertThat(browser.get("/operate/books").body()).contains("All sealed");
        assertThat(browser.get("/operate/books/journals/" + journal).body()).contains("Sealed in part");
        var proof = browser.get("/operate/books/journals/" + journal + "/proof.json")
                .body();
        assertThat(browser.post("/trust/books", Map.of("proof", proof)).body()).contains("The proof holds");
    }

    private String captured(Order order) {
        return ledger.journalsWith(Map.of("order", order.id().toString()), 100).stream()
                .map(RecordedJournal::journal)
                .filter(journal -> journal.kind().equals("payment-captured"))
                .map(journal -> journal.id().toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void verifyingTheBooksSaysWhatWasChecked() {
        market.paid(market.event(10).id(), 1);
        becomeOperator();
        browser.get("/operate/books");
        assertThat(browser.post("/operate/books/verify", Map.of()).statusCode()).isEqualTo(303);
        assertThat(browser.get("/operate/books").body()).contains("The books are sound");
    }

    @Test
    void anImbalanceIsShownAsSuch() throws Exception {
        var html = Bench.of(new Planted())
                .perform(get("/planted").param("lang", "en"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(html).contains("Out of balance", "¥1</span>");
        assertThat(PageRules.broken(html)).isEmpty();
    }

    @Controller
    static class Planted {
        @GetMapping("/planted")
        ModelAndView show() {
            var yen = new Asset("JPY");
            var lines = List.of(
                    new TrialBalance.Line(yen, "provider:stripe:JPY", 1, 1500),
                    new TrialBalance.Line(yen, "organiser:*:payable:JPY", 1, -1499));
            return Pages.show(
                    "operator/books",
                    "view",
                    new BooksPages.View(
                            BooksPages.sheets(new TrialBalance(lines)),
                            new BooksPages.Seal(null, null, Instant.EPOCH),
                            Form.blank(),
                            null),
                    "zone",
                    ZoneOffset.UTC);
        }
    }

    @Test
    void anUnknownPaymentIsAskedWhenTheOperatorWishes() {
        var order = market.held(market.event(10).id(), 1);
        town.weather("stripe", "POST /v1/checkout/sessions", "cut-before", null);
        orders.pay(order.id());
        var payment = payments.newestFor(order.id().toString()).orElseThrow();
        assertThat(payment).isInstanceOf(Payment.Unknown.class);
        assertThat(desk.nextTries(List.of(payment.id()))).containsOnlyKeys(payment.id());
        becomeOperator();
        assertThat(browser.get("/operate/payments").body())
                .contains(payment.id().toString());
        var path = "/operate/payments/" + payment.id();
        browser.post(path + "/ask", Map.of());
        assertThat(browser.get(path).body()).contains("There is still no answer");
        town.fair();
        browser.post(path + "/ask", Map.of());
        assertThat(browser.get(path).body()).contains("We have an answer now");
        assertThat(payments.get(payment.id())).isInstanceOf(Payment.Submitted.class);
    }

    @Test
    void aFailedRefundIsTriedAgainAndThenSettledOutside() {
        var refund = failedRefund();
        String operator = becomeOperator();
        var path = "/operate/refunds/" + refund.id();
        assertThat(browser.get("/operate/payments").body()).contains(refund.id().toString());
        for (var shown : List.of(path, path + "/again", path + "/settled")) {
            assertThat(PageRules.broken(browser.get(shown).body())).as(shown).isEmpty();
        }
        assertThat(browser.post(path + "/settled", Map.of("note", " ")).statusCode())
                .isEqualTo(422);
        assertThat(payments.refund(refund.id())).isInstanceOf(Refund.Failed.class);
        assertThat(browser.get(path + "?lang=th").body())
                .contains("ผู้จัดยกเลิก", "ไม่สำเร็จ")
                .doesNotContain("cancelled by organiser");
        assertThat(browser.get(path + "?lang=en").body()).contains("Cancelled by the organiser");
        assertThat(browser.post(path + "/again", Map.of()).statusCode()).isEqualTo(303);
        assertThat(payments.refund(refund.id())).isInstanceOf(Refund.Requested.class);
        assertThat(browser.get(path).body())
                .as("people are named")
                .contains("It is being tried again", "@operate.example")
                .doesNotContain(operator);

        until(refund, Refund.Failed.class);
        becomeOperator();
        assertThat(browser.get(path).body()).contains("Ask the buyer for an account");
        assertThat(PageRules.broken(browser.get(path + "/account").body())).isEmpty();
        browser.post(path + "/account", Map.of());
        assertThat(browser.get(path).body())
                .contains("The buyer is asked for an account")
                .doesNotContain("Ask the buyer for an account");
        assertThat(payments.refund(refund.id()))
                .isInstanceOfSatisfying(
                        Refund.Failed.class,
                        it -> assertThat(it.waitsForAccount()).isTrue());
        assertThat(browser.post(path + "/account", Map.of()).statusCode()).isEqualTo(409);
        browser.post(path + "/settled", Map.of("note", "bank transfer of 21 November"));
        assertThat(browser.get(path).body()).contains("bank transfer of 21 November", "Settled outside");
        assertThat(payments.refund(refund.id())).isInstanceOf(Refund.SettledOutside.class);
        assertThat(browser.post(path + "/again", Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void whatFailedLastStandsFirst() {
        var failed = List.of(failedRefund(), failedRefund(), failedRefund());
        becomeOperator();
        var page = browser.get("/operate/payments").body();
        assertThat(failed.reversed())
                .extracting(refund -> page.indexOf(refund.id().toString()))
                .isSorted()
                .doesNotContain(-1);
    }

    @Test
    void aStuckItemIsRetriedAndWhoDidItIsKept() {
        var id = UUID.randomUUID();
        sql.sql("""
                insert into outbox (id, topic, key, payload, state, due_at, created_at, failures, last_error)
                select :id, 'nobody.handles-this', :key, '{}', 'stuck', now(), coalesce(max(created_at), now()), 6,
                  'EOFException: planted for this test' from outbox
                """).param("id", id).param("key", id.toString()).update();
        String operator = becomeOperator();
        assertThat(browser.get("/operate/outbox").body())
                .contains(id.toString(), "The connection ended half-way", "planted for this test")
                .doesNotContain("EOFException");
        browser.post("/operate/outbox/" + id + "/retry", Map.of());
        var page = browser.get("/operate/outbox").body();
        assertThat(page).contains("It is tried again now");
        assertThat(PageRules.broken(page)).isEmpty();
        assertThat(sql.sql("select state || ' ' || retried_by from outbox where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("waiting " + operator);
        sql.sql("delete from outbox where id = :id").param("id", id).update();
    }

    private Refund failedRefund() {
        var order = market.held(market.event(10).id(), 1);
        orders.pay(order.id());
        var card = JsonMapper.builder().build().createObjectNode().put("card", REFUND_FAILS);
        town.call("POST", "/town/stripe/sessions/" + market.session(order.id()) + "/pay", card);
        assertThat(orders.askAgain(order.id())).isInstanceOf(Order.Paid.class);
        Set<TicketId> all =
                Set.copyOf(orders.tickets(order.id()).stream().map(Ticket::id).toList());
        var quote = orders.quote(order.id(), all, Ticket.CancelledBy.ORGANISER);
        orders.cancel(order.id(), all, quote.refund(), Ticket.CancelledBy.ORGANISER);
        var refund = payments.refundsFor(order.id().toString()).getFirst();
        until(refund, Refund.Failed.class);
        return refund;
    }

    /// Lets time pass and jobs run until the refund is so.
    private void until(Refund refund, Class<? extends Refund> state) {
        for (int time = 0; time < 12 && !state.isInstance(payments.refund(refund.id())); time++) {
            outbox.runDue();
            clock.forward(Duration.ofHours(1));
            town.sameTimeAs(clock);
        }
        assertThat(payments.refund(refund.id())).isInstanceOf(state);
    }

    /// Answers the member's id.
    private String becomeOperator() {
        var path = invitation.issue().path();
        var mail = "operator-" + UUID.randomUUID() + "@operate.example";
        browser.get(path);
        assertThat(browser.post(path, Map.of("mail", mail, "mailAgain", mail)).statusCode())
                .isEqualTo(303);
        return Ids.show(
                "mem",
                sql.sql("select id from member order by id desc limit 1")
                        .query(UUID.class)
                        .single());
    }
}
