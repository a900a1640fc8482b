package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.members.MemberId;
import org.tsudoi.members.Members;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.money.Money;
import org.tsudoi.orders.Market;
import org.tsudoi.payouts.Payee;
import org.tsudoi.payouts.Paying;
import org.tsudoi.payouts.Payout;
import org.tsudoi.payouts.PayoutRun;
import org.tsudoi.payouts.PayoutRunId;
import org.tsudoi.payouts.Payouts;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.web.PageRules;
import org.tsudoi.web.SignedIn;

/// An organiser tells an account; two operators pay to it.
@ProductTest
class PayoutPagesTest {
    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Pattern RUN = Pattern.compile("name=\"run\" value=\"(run_[a-z0-9]+)\"");

    private final Market market;
    private final Paying paying;
    private final Payouts payouts;
    private final Members members;
    private final SignedIn signedIn;
    private final Desk desk;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final String home;
    private final TestBrowser browser;

    PayoutPagesTest(
            Market market,
            Paying paying,
            Payouts payouts,
            Members members,
            SignedIn signedIn,
            Desk desk,
            TestClock clock) {
        this.market = market;
        this.paying = paying;
        this.payouts = payouts;
        this.members = members;
        this.signedIn = signedIn;
        this.desk = desk;
        this.clock = clock;
        this.organiser = market.organiser();
        this.home = "/organise/" + desk.organiser(organiser).slug() + "/payouts";
        this.browser = desk.browserOf(organiser);
    }

    @AfterEach
    void close() {
        browser.close();
        for (var run : payouts.runs(20)) {
            if (run instanceof PayoutRun.Prepared) payouts.discard(run.id(), paying.somebody());
        }
    }

    /// What no file can pay is shown as owed, and no account is asked for.
    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void aCurrencyThatIsNotPaidOutSaysSo(String language) {
        var abroad = market.organiser("USD");
        paying.owe(abroad, Money.of(12_345, "USD"));
        var own = "/organise/" + desk.organiser(abroad).slug() + "/payouts?lang=" + language;
        try (var theirs = desk.browserOf(abroad);
                var operator = signedIn.as(operator())) {
            var page = theirs.get(own).body();
            assertThat(PageRules.broken(page)).isEmpty();
            assertThat(page).contains("purse-USD", "123.45").doesNotContain("name=\"currency\" value=\"USD\"");
            var all = operator.get("/operate/payouts?lang=" + language).body();
            assertThat(PageRules.broken(all)).isEmpty();
            assertThat(all).contains("id=\"held\"", "123.45");
        }
    }

    private HttpResponse<String> tell(Map<String, String> other) {
        var fields = new HashMap<>(Map.of(
                "currency", "JPY",
                "bankCode", "0001",
                "branchCode", "００２",
                "type", "ordinary",
                "number", "7654321",
                "holder", "みどりスタジオ"));
        fields.putAll(other);
        browser.get(home);
        return browser.post(home + "/account", fields);
    }

    private EmailAddress operator() {
        MemberId id = paying.somebody();
        members.makeOperator(id);
        return members.find(id).orElseThrow().email();
    }

    @Test
    void anOrganiserTellsAnAccountAndReadsWhatIsWrong() {
        var wrong = tell(Map.of("bankCode", "12", "holder", "緑スタジオ"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("A bank code has 4 digits", "緑", "value=\"7654321\"");
        assertThat(PageRules.broken(wrong.body())).isEmpty();
        assertThat(tell(Map.of()).statusCode()).isEqualTo(303);
        assertThat(browser.get(home).body())
                .contains("0001-002", "****321", "ﾐﾄﾞﾘｽﾀｼﾞｵ", "payouts wait until")
                .doesNotContain("7654321");
        assertThat(payouts.account(organiser, YEN)).isPresent();
        var other = "/organise/" + desk.organiser(market.organiser()).slug() + "/payouts";
        assertThat(browser.get(other).statusCode()).isEqualTo(404);
        assertThat(browser.post(other + "/account", Map.of("currency", "JPY")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneOperatorPreparesAnotherApproves() {
        tell(Map.of());
        paying.owe(organiser, Money.jpy(12_345));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        try (var one = signedIn.as(operator());
                var other = signedIn.as(operator())) {
            var found = RUN.matcher(one.get("/operate/payouts").body());
            assertThat(found.find()).isTrue();
            assertThat(one.post("/operate/payouts", Map.of("run", found.group(1), "currency", "JPY"))
                            .statusCode())
                    .isEqualTo(303);
            var run = "/operate/payouts/" + found.group(1);
            assertThat(one.get(run).body())
                    .contains("¥12,200", "Another operator has to approve it", "0001-002", "****321", "ﾐﾄﾞﾘｽﾀｼﾞｵ")
                    .doesNotContain("7654321");
            one.post(run + "/approve", Map.of());
            assertThat(one.get(run).body()).contains("Waits for approval");
            assertThat(one.get(run + "/file").statusCode()).isEqualTo(404);
            other.get(run);
            other.post(run + "/approve", Map.of());
            assertThat(other.get(run).body()).contains("Approved", "Make the file");
            assertThat(other.post(run + "/file", Map.of("on", "2020-01-01")).statusCode())
                    .isEqualTo(422);
            other.post(run + "/file", Map.of("on", paying.weekday()));
            assertThat(other.get(run).body())
                    .contains("File made, not with the bank yet")
                    .doesNotContain("File taken to the bank");
            var file = other.get(run + "/file");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(one.get(run + "/file").body()).isEqualTo(file.body());
            assertThat(other.get(run).body()).contains("File taken to the bank", "File downloaded", "On its way");
            var payout = payouts.of(PayoutRunId.parse(found.group(1)).orElseThrow()).stream()
                    .filter(it -> it.terms().payee() instanceof Payee.OfOrganiser to
                            && to.organiser().equals(organiser))
                    .findFirst()
                    .orElseThrow();
            var at = run + "/payouts/" + payout.id();
            one.post(at + "/returned", Map.of("reason", "name_differs"));
            assertThat(one.get(run).body())
                    .contains("Another operator has to confirm it")
                    .doesNotContain(at + "/confirm");
            assertThat(PageRules.broken(other.get(run).body())).isEmpty();
            assertThat(other.get(run).body()).contains(at + "/confirm");
            assertThat(payouts.payout(payout.id()).orElseThrow()).isInstanceOf(Payout.Sent.class);
        }
        assertThat(browser.get(home).body()).contains("¥12,200", "On its way");
        assertThat(browser.get(home + ".csv").body()).contains("Transfer fees", "-145");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en", "th"})
    void everyPageKeepsTheRulesInEveryLanguage(String language) {
        tell(Map.of());
        paying.owe(organiser, Money.jpy(5000));
        clock.forward(Duration.ofDays(3).plusSeconds(1));
        var run = paying.runId();
        try (var one = signedIn.as(operator())) {
            assertThat(PageRules.broken(
                            one.get("/operate/payouts?lang=" + language).body()))
                    .isEmpty();
            payouts.prepare(run, YEN, paying.somebody());
            for (var path : new String[] {"/operate/payouts", "/operate/payouts/" + run}) {
                var answer = one.get(path + "?lang=" + language);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(PageRules.broken(answer.body())).as(path).isEmpty();
            }
        }
        assertThat(PageRules.broken(browser.get(home + "?lang=" + language).body()))
                .isEmpty();
    }
}
