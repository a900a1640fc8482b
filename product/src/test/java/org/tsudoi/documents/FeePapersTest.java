package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.fees.Bearer;
import org.tsudoi.fees.FeeSetting;
import org.tsudoi.fees.Fees;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

/// The fee that a buyer bears stands on their papers as a line of its own, taxed by its own rate.
@ProductTest
class FeePapersTest {
    private final Market market;
    private final Orders orders;
    private final Organisers organisers;
    private final Payments payments;
    private final Receipts receipts;
    private final CreditNotes creditNotes;
    private final Fees fees;
    private final FeeSetting setting;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final TestClock clock;

    FeePapersTest(
            Market market,
            Orders orders,
            Organisers organisers,
            Payments payments,
            Receipts receipts,
            CreditNotes creditNotes,
            Fees fees,
            FeeSetting setting,
            OutboxRunner outbox,
            Ids ids,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.organisers = organisers;
        this.payments = payments;
        this.receipts = receipts;
        this.creditNotes = creditNotes;
        this.fees = fees;
        this.setting = setting;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    @AfterEach
    void nothingIsAsked() {
        setting.none();
    }

    private Order paid(OrganiserId organiser, Bearer bearer, Tax tax, int places) {
        fees.bear(organiser, bearer, setting.somebody());
        var currency = organisers.find(organiser).orElseThrow().currency();
        var price = new Money(currency.getCurrencyCode().equals("JPY") ? 2160 : 21600, currency);
        var plan = new Plan(new PlanId(ids.next()), "茶会", Plan.Kind.ONCE, price, 4, tax);
        return market.paid(market.event(organiser, 20, Duration.ofDays(3), plan).id(), places);
    }

    private OrganiserId registered() {
        var organiser = market.organiser();
        organisers.numberInvoices(organiser, Optional.of(new InvoiceNumber("T7000012050002")));
        return organiser;
    }

    private static String text(IssuedPaper paper) throws IOException {
        try (var document = Loader.loadPDF(paper.pdf())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void theReceiptHasTheFeeOnALineOfItsOwnAndItsOwnRate() throws IOException {
        setting.set("JPY", 0, 110);
        var order = paid(registered(), Bearer.BUYER, Tax.of(Tax.Category.REDUCED, "JP"), 2);
        assertThat(text(receipts.of(order.id(), Language.JA)))
                .contains(
                        "¥4,540",
                        "代金 ¥4,320、サービス利用料 ¥110 × 2 ＝ ¥220",
                        "軽減税率 8 % 対象 ¥4,320（内消費税 ¥320）",
                        "10 % 対象 ¥220（内消費税 ¥20）");
        assertThat(text(receipts.of(order.id(), Language.EN))).contains("service fee ¥110 × 2 = ¥220");
    }

    @Test
    void ofOneRateTheTaxIsWorkedOutOnceForBoth() throws IOException {
        setting.set("JPY", 0, 104);
        var order = paid(registered(), Bearer.BUYER, Tax.of(Tax.Category.STANDARD, "JP"), 1);
        // 2,264 × 10 / 110 = 205.8; line by line it would be 196 and 9.
        assertThat(text(receipts.of(order.id(), Language.JA))).contains("10 % 対象 ¥2,264（内消費税 ¥205）");
    }

    @Test
    void whatTheOrganiserBearsIsNotOnTheBuyersPapers() throws IOException {
        setting.set("JPY", 0, 110);
        var order = paid(registered(), Bearer.ORGANISER, Tax.of(Tax.Category.STANDARD, "JP"), 1);
        assertThat(text(receipts.of(order.id(), Language.JA)))
                .contains("¥2,160")
                .doesNotContain("サービス利用料");
    }

    @Test
    void creditNotesGiveBackThePriceAndTheFeeExactly() throws IOException {
        setting.set("JPY", 0, 110);
        var order = paid(registered(), Bearer.BUYER, Tax.of(Tax.Category.REDUCED, "JP"), 2);
        for (var ticket : orders.tickets(order.id())) {
            var quote = orders.quote(order.id(), Set.of(ticket.id()), Ticket.CancelledBy.PARTICIPANT);
            orders.cancel(order.id(), Set.of(ticket.id()), quote.refund(), Ticket.CancelledBy.PARTICIPANT);
            outbox.runDue();
            clock.forward(Duration.ofMinutes(1));
        }
        for (var refund : payments.refundsFor(order.id().toString())) {
            assertThat(text(creditNotes.of(order.id(), refund.id())))
                    .contains("返金額 ¥2,270", "うちサービス利用料 ¥110", "8 % 対象 ¥2,160（内消費税 ¥160）", "10 % 対象 ¥110（内消費税 ¥10）");
        }
    }

    @Test
    void aThaiTaxInvoiceHasARowForIt() throws IOException {
        setting.set("THB", 0, 1070);
        var organiser = market.organiser("THB");
        organisers.describe(organiser, "Bangkok Studio", "TH", "");
        organisers.showLegally(
                organiser,
                new LegalDisplay(
                        new PersonName("Bangkok Studio Co."),
                        Optional.of("1 Silom Road"),
                        false,
                        new EmailAddress("studio@example.co.th")));
        organisers.registerInThailand(
                organiser, Optional.of(new ThaiTaxpayer(new ThaiTaxNumber("0107544000108"), ThaiTaxpayer.HEAD_OFFICE)));
        var order = paid(organiser, Bearer.BUYER, Tax.of(Tax.Category.STANDARD, "TH"), 1);
        assertThat(order.toPay()).isEqualTo(Money.of(22670, "THB"));
        var to = new Recipient(
                "Somchai", "2 Sukhumvit", Optional.of(new ThaiTaxNumber("0107542000011")), ThaiTaxpayer.HEAD_OFFICE);
        assertThat(text(receipts.reissue(order.id(), to, Language.EN).orElseThrow()))
                .contains("Service fee 1 ฿10.70 ฿10.70", "฿226.70");
    }
}
