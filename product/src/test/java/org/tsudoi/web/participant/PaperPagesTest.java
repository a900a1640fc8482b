package org.tsudoi.web.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.documents.PaperKind;
import org.tsudoi.documents.Receipts;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestBrowser;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;

/// The papers of an order, over real HTTP.
@ProductTest
class PaperPagesTest {
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final Receipts receipts;
    private final OutboxRunner outbox;
    private final TestClock clock;
    private final TestBrowser browser;

    PaperPagesTest(
            Market market,
            Orders orders,
            Organisers organisers,
            Receipts receipts,
            OutboxRunner outbox,
            TestClock clock,
            @LocalServerPort int port) {
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.receipts = receipts;
        this.outbox = outbox;
        this.clock = clock;
        this.browser = new TestBrowser(port);
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

    private String papers(Order order) {
        return "/orders/" + orders.link(order.id()) + "/papers";
    }

    @Test
    void aReceiptIsIssuedAnewToAnotherName() {
        var order = market.paid(market.event(10).id(), 1);
        assertThat(browser.get(papers(order)).body()).contains("R-000001", "山田 花子");
        var wrong = browser.post(papers(order), Map.of("name", " ", "language", "xx"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(browser.post(papers(order), Map.of("name", "株式会社つどい", "language", "ja"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get(papers(order)).body())
                .contains("R-000001", "R-000002", "株式会社つどい", "Reissued")
                .doesNotContain("taxNumber");
        var second = receipts.papers(order.id()).getLast();
        var file = browser.get(papers(order) + "/" + second.id() + ".pdf");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("receipt-R-000002.pdf");
        assertThat(browser.get(papers(market.paid(market.event(10).id(), 1)) + "/" + second.id() + ".pdf")
                        .statusCode())
                .isEqualTo(404);
        for (int more = 0; more < 18; more++) {
            browser.post(papers(order), Map.of("name", "株式会社 " + more, "language", "ja"));
        }
        assertThat(browser.post(papers(order), Map.of("name", "one more", "language", "ja"))
                        .body())
                .contains("No more papers");
    }

    @Test
    void nothingIsIssuedForWhatWasNotPaid() {
        var order = market.held(market.event(10).id(), 1);
        assertThat(browser.get(papers(order)).statusCode()).isEqualTo(404);
        assertThat(receipts.papers(order.id())).isEmpty();
    }

    @Test
    void aBuyerInThailandGivesTheAddressForAFullTaxInvoice() {
        var organiser = market.organiser();
        organisers.describe(organiser, "บ้านโยคะ", "TH", "");
        organisers.showLegally(
                organiser,
                new LegalDisplay(
                        new PersonName("บ้านโยคะ"),
                        Optional.of("กรุงเทพฯ"),
                        false,
                        new EmailAddress("a@example.co.th")));
        organisers.registerInThailand(
                organiser, Optional.of(new ThaiTaxpayer(new ThaiTaxNumber("0107544000108"), "00000")));
        var order = market.paid(
                market.event(organiser, 5, java.time.Duration.ofDays(3)).id(), 1);
        assertThat(browser.get(papers(order)).body()).contains("S-000001", "taxNumber");
        var without = Map.of("name", "PTT", "language", "th", "taxNumber", "0107542000012", "branch", "1");
        assertThat(browser.post(papers(order), without).body())
                .contains("Check the 13 digits", "five digits", "give the address too", "0107542000012");
        var right = Map.of(
                "name", "PTT", "language", "th", "address", "1 สาทร", "taxNumber", "0-1075-42000-01-1", "branch", "");
        assertThat(browser.post(papers(order), right).statusCode()).isEqualTo(303);
        var full = receipts.papers(order.id()).getLast();
        assertThat(full.kind()).isEqualTo(PaperKind.TAX_INVOICE);
        assertThat(full.recipient().branch()).isEqualTo("00000");
    }

    @Test
    void aCreditNoteStandsBesideTheRefund() {
        var order = market.paid(market.event(10).id(), 1);
        var all = java.util.Set.of(orders.tickets(order.id()).getFirst().id());
        var back = orders.quote(order.id(), all, Ticket.CancelledBy.PARTICIPANT).refund();
        orders.cancel(order.id(), all, back, Ticket.CancelledBy.PARTICIPANT);
        var page = "/orders/" + orders.link(order.id());
        assertThat(browser.get(page).body()).doesNotContain("credit-note.pdf");
        outbox.runDue();
        outbox.runDue();
        var body = browser.get(page).body();
        var found = java.util.regex.Pattern.compile("href=\"([^\"]*credit-note.pdf)\"")
                .matcher(body);
        assertThat(found.find()).as(body).isTrue();
        var note = browser.get(found.group(1));
        assertThat(note.statusCode()).isEqualTo(200);
        assertThat(note.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("credit-note-C-000001.pdf");
    }
}
