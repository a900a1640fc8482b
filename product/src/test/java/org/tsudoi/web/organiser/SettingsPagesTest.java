package org.tsudoi.web.organiser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.documents.Receipts;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.orders.AcceptedMeans;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Orders;
import org.tsudoi.payments.Choice;
import org.tsudoi.payments.Means;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

/// What holds for all that an organiser sells, over real HTTP.
@ProductTest
class SettingsPagesTest {
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final AcceptedMeans accepted;
    private final Receipts receipts;
    private final TestClock clock;
    private final OrganiserId organiser;
    private final String page;
    private final TestBrowser browser;

    SettingsPagesTest(
            Market market,
            Orders orders,
            Organisers organisers,
            AcceptedMeans accepted,
            Receipts receipts,
            TestClock clock,
            Desk desk) {
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.accepted = accepted;
        this.receipts = receipts;
        this.clock = clock;
        this.organiser = market.organiser();
        this.page = "/organise/" + desk.organiser(organiser).slug() + "/settings";
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
    void whatAnOrganiserDoesNotTakeIsNotOffered() {
        var event = market.event(organiser, 10, Duration.ofDays(11));
        var order = market.held(event.id(), 1);
        assertThat(offered(order.id(), event.id())).contains(Means.CARD, Means.SLIP, Means.BANK_TRANSFER);
        browser.get(page);
        assertThat(browser.post(page, Map.of("means", "card")).statusCode()).isEqualTo(303);
        assertThat(accepted.refused(organiser))
                .contains(Means.SLIP, Means.BANK_TRANSFER)
                .doesNotContain(Means.CARD);
        assertThat(offered(order.id(), event.id())).containsExactly(Means.CARD);
        assertThat(orders.pay(order.id(), Choice.of(Means.SLIP))).isInstanceOf(Orders.PayStep.NotThisWay.class);
    }

    @Test
    void theBoxesSayWhatIsTaken() {
        accepted.refuse(organiser, EnumSet.of(Means.SLIP));
        assertThat(browser.get(page).body())
                .contains("value=\"card\" checked", "value=\"bank-transfer\" checked", "value=\"counter\" checked")
                .doesNotContain("value=\"slip\" checked");
    }

    private List<Means> offered(org.tsudoi.orders.OrderId order, org.tsudoi.offerings.EventId event) {
        return orders.waysToPay(orders.get(order), market.particulars(event)).stream()
                .map(way -> way.choice().means())
                .distinct()
                .toList();
    }

    @Test
    void whoTakesNothingIsAskedAgainAndNothingTypedIsLost() {
        browser.get(page);
        var answer = browser.post(page, Map.of("seller", "森 みどり", "contact", "nobody@", "invoice", "T12"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("森 みどり", "nobody@", "T12", "Choose at least one", "T and 13 digits");
        assertThat(organisers.find(organiser).orElseThrow().legal()).isEmpty();
    }

    @Test
    void anAddressIsGivenOrToldOnRequest() {
        browser.get(page);
        var without = Map.of("seller", "森 みどり", "contact", "midori@example.jp", "means", "card");
        assertThat(browser.post(page, without).body()).contains("Give the address");
        var onRequest = Map.of("seller", "森 みどり", "contact", "midori@example.jp", "means", "card", "onRequest", "yes");
        assertThat(browser.post(page, onRequest).statusCode()).isEqualTo(303);
        assertThat(organisers
                        .find(organiser)
                        .orElseThrow()
                        .legal()
                        .orElseThrow()
                        .addressOnRequest())
                .isTrue();
        assertThat(browser.get(page).body()).contains("森 みどり", "midori@example.jp");
    }

    @Test
    void aNumberIsLookedUpAndSavedWhateverTheRegisterSays() {
        browser.get(page);
        var fields = Map.of(
                "seller",
                "国税庁",
                "contact",
                "midori@example.jp",
                "onRequest",
                "yes",
                "invoice",
                "T7000012050002",
                "means",
                "card");
        browser.post(page, fields);
        assertThat(browser.get(page).body())
                .contains("Registered for “国税庁” since", "National Tax Agency")
                .doesNotContain("not the seller");
        TownProcess.running().weather("nta", "*", "error-before", null);
        assertThat(browser.post(page, Map.of("invoice", "T1180301018771", "means", "card"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(organisers.find(organiser).orElseThrow().invoiceNumber())
                .contains(new InvoiceNumber("T1180301018771"));
        assertThat(browser.get(page).body()).contains("could not be looked up").doesNotContain("国税庁”");
        TownProcess.running().fair();
        browser.post(page, Map.of("invoice", "T1180301018771", "means", "card"));
        assertThat(browser.get(page).body()).contains("The registration of “株式会社もと商店” ended");
    }

    @Test
    void whatTheLawAsksOfASellerIsKeptAndWrongOnesAreTold() {
        browser.get(page);
        var wrong = Map.of(
                "seller", "森 みどり", "contact", "a@example.jp", "onRequest", "yes", "phone", "call me", "means", "card");
        var answer = browser.post(page, wrong);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("call me", "figures and hyphens");
        var right = Map.of(
                "seller",
                "みどり合同会社",
                "contact",
                "a@example.jp",
                "address",
                "京都市",
                "phone",
                "０７５-123-4567",
                "responsible",
                "森 みどり",
                "charges",
                "教材費 500 円",
                "conditions",
                "18 歳以上",
                "means",
                "card");
        assertThat(browser.post(page, right).statusCode()).isEqualTo(303);
        var legal = organisers.find(organiser).orElseThrow().legal().orElseThrow();
        assertThat(legal.phone()).contains("075-123-4567");
        assertThat(legal.charges()).isEqualTo("教材費 500 円");
        assertThat(browser.get(page).body()).contains("075-123-4567", "18 歳以上").doesNotContain("thaiNumber");
    }

    @Test
    void anOrganiserHasACopyOfEachPaperByMonth() {
        var order = market.paid(market.event(organiser, 10, Duration.ofDays(3)).id(), 2);
        var paper = receipts.original(order.id());
        var papers = page.replace("/settings", "/papers");
        assertThat(browser.get(papers).body()).contains("R-000001", "¥3,000", "山田 花子");
        assertThat(browser.get(papers + "?month=2020-01").body()).doesNotContain("R-000001");
        assertThat(browser.get(papers + "?month=never").statusCode()).isEqualTo(200);
        assertThat(browser.get(papers + "/" + paper.paper().id() + ".pdf")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/pdf");
        var other = receipts.original(market.paid(market.event(5).id(), 1).id());
        assertThat(browser.get(papers + "/" + other.paper().id() + ".pdf").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSellerInThailandGivesTheTaxNumber() {
        organisers.describe(organiser, "บ้านโยคะ", "TH", "");
        browser.get(page);
        var wrong = Map.of("thaiNumber", "0107544000107", "thaiBranch", "1", "means", "card");
        assertThat(browser.post(page, wrong).body()).contains("0107544000107", "Check the 13 digits", "five digits");
        var right = Map.of(
                "seller",
                "บ้านโยคะ",
                "contact",
                "a@example.co.th",
                "address",
                "กรุงเทพฯ",
                "thaiNumber",
                "0107544000108",
                "means",
                "card");
        assertThat(browser.post(page, right).statusCode()).isEqualTo(303);
        var taxpayer = organisers.find(organiser).orElseThrow().thaiTaxpayer().orElseThrow();
        assertThat(taxpayer.number().value()).isEqualTo("0107544000108");
        assertThat(taxpayer.isHeadOffice()).isTrue();
    }

    /// One rounding for the whole: 3 × ¥333 are ¥999, of which 90 are tax, and not three times 30 or 31.
    @Test
    void withANumberReceiptsAreQualifiedInvoices() throws Exception {
        browser.get(page);
        assertThat(browser.post(page, Map.of("invoice", "t7000-0120-5000-2", "means", "card"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(organisers.find(organiser).orElseThrow().invoiceNumber())
                .contains(new InvoiceNumber("T7000012050002"));
        var plan = market.plan(Plan.Kind.ONCE, Money.jpy(333), 4);
        var order = market.paid(
                market.event(organiser, 10, Duration.ofDays(3), plan).id(), 3);
        try (var document = Loader.loadPDF(receipts.of(order.id(), Language.JA).pdf())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("T7000012050002", "10 % 対象 ¥999", "内消費税 ¥90", "山田 花子");
        }
    }
}
