package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tsudoi.contact.EmailAddress;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.LegalDisplay;
import org.tsudoi.members.OrganiserId;
import org.tsudoi.members.Organisers;
import org.tsudoi.members.ThaiTaxNumber;
import org.tsudoi.members.ThaiTaxpayer;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Events;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.PlanId;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Payments;
import org.tsudoi.payments.Refund;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.Problem;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

/// What was issued stays, has its number, and says what the law asks for.
@ProductTest
class ArchiveTest {
    private final Market market;
    private final Orders orders;
    private final Events events;
    private final Organisers organisers;
    private final Payments payments;
    private final Receipts receipts;
    private final CreditNotes creditNotes;
    private final JdbcClient jdbc;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final TestClock clock;

    ArchiveTest(
            Market market,
            Orders orders,
            Events events,
            Organisers organisers,
            Payments payments,
            Receipts receipts,
            CreditNotes creditNotes,
            JdbcClient jdbc,
            OutboxRunner outbox,
            Ids ids,
            TestClock clock) {
        this.market = market;
        this.orders = orders;
        this.events = events;
        this.organisers = organisers;
        this.payments = payments;
        this.receipts = receipts;
        this.creditNotes = creditNotes;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @BeforeEach
    void fairWeather() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
    }

    private Order paid(OrganiserId organiser, int places, Plan... plans) {
        return market.paid(
                market.event(organiser, 20, Duration.ofDays(3), plans).id(), places);
    }

    private Plan plan(String name, Money price, Tax tax) {
        return new Plan(new PlanId(ids.next()), name, Plan.Kind.ONCE, price, 4, tax);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whoAsksAgainIsGivenTheVeryBytesThatWereIssued() throws Exception {
        var event = market.event(10);
        var order = market.paid(event.id(), 2);
        var first = receipts.original(order.id());
        var told = event.particulars();
        events.change(event.id(), told.with(new Event.Presentation("夜のヨガ", told.description(), null, told.art())));
        organisers.describe(told.organiser(), "別の名前", "JP", "");
        clock.forward(Duration.ofDays(1));
        var again = receipts.original(order.id());
        assertThat(sha256(again.pdf()))
                .isEqualTo(sha256(first.pdf()))
                .isEqualTo(first.paper().sha256())
                .isEqualTo(jdbc.sql("select encode(sha256, 'hex') from document where orders = :order")
                        .param("order", order.id().value())
                        .query(String.class)
                        .single());
        assertThat(receipts.of(order.id(), Language.JA).pdf()).isEqualTo(first.pdf());
        assertThat(text(again)).contains("朝のやさしいヨガ", "みどりスタジオ", "No. R-000001").doesNotContain("再発行");
    }

    @Test
    void ofAnotherNameOrLanguageANewOneIsIssuedThatNamesTheFirst() throws Exception {
        var order = paid(market.organiser(), 1, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        var named = receipts.reissue(order.id(), Recipient.of("株式会社つどい 御中"), Language.JA)
                .orElseThrow();
        assertThat(text(named))
                .contains("再発行", "R-000001", "No. R-000002", "株式会社つどい 御中")
                .doesNotContain("御中 様");
        assertThat(text(receipts.of(order.id(), Language.EN))).contains("Reissued", "R-000001", "No. R-000003");
        assertThat(text(receipts.of(order.id(), Language.TH))).contains("R-000001", "R-000004", "ออกแทน");
        assertThat(receipts.reissue(order.id(), Recipient.of("株式会社つどい 御中"), Language.JA)
                        .orElseThrow()
                        .pdf())
                .isEqualTo(named.pdf());
        assertThat(receipts.papers(order.id())).hasSize(4);
        assertThat(receipts.open(order.id(), named.paper().id()).pdf()).isEqualTo(named.pdf());
        var other = market.paid(market.event(5).id(), 1);
        assertThatThrownBy(() -> receipts.open(other.id(), named.paper().id())).isInstanceOf(Problem.class);
    }

    @Test
    void numbersHaveNoGapsHoweverManyAreIssuedAtOnce() throws Exception {
        var organiser = market.organiser();
        var event = market.event(organiser, 20, Duration.ofDays(3));
        var sold = IntStream.range(0, 8)
                .mapToObj(_ -> market.paid(event.id(), 1).id())
                .toList();
        var issuing = new ArrayList<java.util.concurrent.Future<IssuedPaper>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var id : sold) {
                for (int twice = 0; twice < 2; twice++) issuing.add(people.submit(() -> receipts.original(id)));
            }
        }
        for (var one : issuing) assertThat(one.get().pdf()).isNotEmpty();
        assertThat(jdbc.sql("select number from document where issuer = :issuer order by number")
                        .param("issuer", organiser.value())
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    /// The product works as a role that may add rows and nothing else.
    @Test
    void theDatabaseKeepsTheProductFromChangingWhatWasIssued() {
        var order = market.paid(market.event(10).id(), 1);
        var paper = receipts.original(order.id()).paper();
        for (var sql : List.of(
                "update document set number = 7",
                "update document set bytes_sealed = ''",
                "truncate document",
                "delete from document_deletion")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(() -> jdbc.sql("delete from document where id = :id")
                        .param("id", paper.id().value())
                        .update())
                .hasStackTraceContaining("kept until its time");
        assertThatThrownBy(() -> jdbc.sql("""
                                insert into document_deletion (document, kind, number, issuer, issued_at, sha256, kept_until, deleted_at)
                                select id, kind, number, issuer, issued_at, sha256, kept_until, issued_at from document
                                where id = :id""").param("id", paper.id().value()).update())
                .hasStackTraceContaining("document_deletion_after_its_time");
        var copy = """
                insert into document (id, kind, number, issuer, orders, payment, refund, language, wish_index, first, issued_at,
                    traded_at, kept_until, amount, currency, sha256, recipient_sealed, bytes_sealed)
                select gen_random_uuid(), kind, number + :step, issuer, orders, payment, refund, language, sha256, :first, issued_at,
                    traded_at, kept_until, amount, currency, sha256, recipient_sealed, bytes_sealed
                from document where id = :id""";
        for (long step : new long[] {0, 2, -1}) {
            assertThatThrownBy(() -> jdbc.sql(copy)
                            .param("step", step)
                            .param("first", paper.id().value())
                            .param("id", paper.id().value())
                            .update())
                    .as("step " + step)
                    .hasStackTraceContaining("without gaps");
        }
        assertThatThrownBy(() -> jdbc.sql(copy)
                        .param("step", 1)
                        .param("first", null, java.sql.Types.OTHER)
                        .param("id", paper.id().value())
                        .update())
                .hasStackTraceContaining("document_first_of_order");
    }

    @Test
    void theTaxOfAnOrderNeverChanges() {
        var order = market.held(market.event(10).id(), 1);
        assertThatThrownBy(() -> jdbc.sql("update orders set tax_percent = 8 where id = :id")
                        .param("id", order.id().value())
                        .update())
                .hasStackTraceContaining("never changes");
    }

    @Test
    void whatIsTaxedLessIsMarked() throws Exception {
        var organiser = market.organiser();
        organisers.numberInvoices(organiser, Optional.of(new InvoiceNumber("T7000012050002")));
        var order = paid(organiser, 3, plan("お弁当つき", Money.jpy(333), Tax.of(Tax.Category.REDUCED, "JP")));
        assertThat(order.terms().tax()).isEqualTo(new Tax(Tax.Category.REDUCED, 8));
        assertThat(text(receipts.original(order.id())))
                .contains("適格請求書", "※軽減税率対象", "8 % 対象 ¥999", "内消費税 ¥74", "T7000012050002")
                .doesNotContain("10 %");
        var untaxed = paid(organiser, 1, plan("会費", Money.jpy(500), Tax.of(Tax.Category.NONE, "JP")));
        assertThat(text(receipts.original(untaxed.id()))).contains("対象外 ¥500").doesNotContain("内消費税");
    }

    private Refund refunded(Order order) {
        var before = payments.refundsFor(order.id().toString()).stream()
                .map(Refund::id)
                .toList();
        var one = orders.tickets(order.id()).stream()
                .filter(Ticket.Valid.class::isInstance)
                .limit(1)
                .map(Ticket::id)
                .collect(Collectors.toSet());
        cancel(order, one);
        return payments.refundsFor(order.id().toString()).stream()
                .filter(refund -> !before.contains(refund.id()))
                .findFirst()
                .orElseThrow();
    }

    private void cancel(Order order, Set<TicketId> tickets) {
        var back = orders.quote(order.id(), tickets, Ticket.CancelledBy.PARTICIPANT)
                .refund();
        orders.cancel(order.id(), tickets, back, Ticket.CancelledBy.PARTICIPANT);
        outbox.runDue();
        outbox.runDue();
    }

    @Test
    void eachRefundHasACreditNoteThatNamesTheInvoice() throws Exception {
        var organiser = market.organiser();
        organisers.numberInvoices(organiser, Optional.of(new InvoiceNumber("T7000012050002")));
        var order = paid(organiser, 2, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        receipts.reissue(order.id(), Recipient.of("株式会社つどい"), Language.JA);
        var refund = refunded(order);
        assertThat(refund.isDone()).isTrue();
        var note = creditNotes.of(order.id(), refund.id());
        assertThat(text(note))
                .contains("適格返還請求書", "C-000001", "R-000002", "返金額 ¥1,500", "10 % 対象 ¥1,500", "内消費税 ¥136")
                .contains("T7000012050002", "株式会社つどい 様", "お客さまによる取り消し", "もとの取引日");
        assertThat(creditNotes.of(order.id(), refund.id()).pdf()).isEqualTo(note.pdf());
        var anew = creditNotes
                .reissue(order.id(), refund.id(), Recipient.of("Tsudoi Inc."), Language.EN)
                .orElseThrow();
        assertThat(text(anew)).contains("C-000002", "Reissued", "C-000001", "To Tsudoi Inc.", "Registration number");
        assertThat(creditNotes.of(order.id(), refund.id()).pdf()).isEqualTo(note.pdf());
        var second = refunded(order);
        assertThat(second.id()).isNotEqualTo(refund.id());
        assertThat(text(creditNotes.of(order.id(), second.id()))).contains("C-000003");
        var other = market.paid(market.event(5).id(), 1);
        assertThatThrownBy(() -> creditNotes.of(other.id(), refund.id())).isInstanceOf(Problem.class);
    }

    @Test
    void aCreditNoteIsVoidWhileItsRefundHasComeBack() {
        var order = paid(market.organiser(), 1, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        var refund = refunded(order);
        var note = creditNotes.of(order.id(), refund.id()).paper();
        assertThat(creditNotes.voided(receipts.papers(order.id()))).isEmpty();
        refundIs("failed", refund);
        assertThat(creditNotes.voided(receipts.papers(order.id()))).containsExactly(note.id());
        assertThatThrownBy(() -> creditNotes.of(order.id(), refund.id())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> creditNotes.reissue(order.id(), refund.id(), Recipient.of("x"), Language.EN))
                .isInstanceOf(Problem.class);
        refundIs("succeeded", refund);
        assertThat(creditNotes.voided(receipts.papers(order.id()))).isEmpty();
    }

    private void refundIs(String state, Refund refund) {
        jdbc.sql("update refund set state = :state, code = 'returned' where id = :id")
                .param("state", state)
                .param("id", refund.id().value())
                .update();
    }

    @Test
    void aLatePaperSaysWhatTheSellerWasAtTheSale() throws Exception {
        var organiser = market.organiser();
        var order = paid(organiser, 1, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        clock.forward(Duration.ofMinutes(1));
        organisers.numberInvoices(organiser, Optional.of(new InvoiceNumber("T7000012050002")));
        organisers.describe(organiser, "あとの名前", "JP", "");
        assertThat(text(receipts.original(order.id())))
                .contains("みどりスタジオ")
                .doesNotContain("T7000012050002", "適格請求書", "あとの名前");
        var registered = paid(organiser, 1, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        clock.forward(Duration.ofMinutes(1));
        organisers.numberInvoices(organiser, Optional.empty());
        assertThat(text(receipts.original(registered.id()))).contains("T7000012050002", "あとの名前");
        assertThat(text(receipts.of(registered.id(), Language.EN))).contains("T7000012050002");
        assertThat(text(creditNotes.of(registered.id(), refunded(registered).id())))
                .contains("T7000012050002");
    }

    @Test
    void aRefundHasOneOriginalHoweverManyAskAtOnce() throws Exception {
        var order = paid(market.organiser(), 1, market.plan(Plan.Kind.ONCE, Money.jpy(1500), 4));
        receipts.original(order.id());
        var tickets = orders.tickets(order.id()).stream().map(Ticket::id).collect(Collectors.toSet());
        orders.cancel(order.id(), tickets, Money.jpy(1500), Ticket.CancelledBy.PARTICIPANT);
        var refund = payments.refundsFor(order.id().toString()).getFirst().id();
        payments.askRefund(refund);
        assertThat(payments.refund(refund).isDone()).isTrue();
        var asking = new ArrayList<java.util.concurrent.Future<Paper>>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var language : Language.values()) {
                asking.add(people.submit(() -> {
                    receipts.reissue(order.id(), Recipient.of("Somebody " + language), language);
                    return creditNotes.of(order.id(), refund).paper();
                }));
            }
        }
        var notes = new java.util.HashSet<String>();
        for (var one : asking) notes.add(one.get().shownNumber());
        assertThat(notes).containsExactly("C-000001");
    }

    private OrganiserId inThailand() {
        var organiser = market.organiser();
        organisers.describe(organiser, "บ้านโยคะ", "TH", "");
        organisers.showLegally(
                organiser,
                new LegalDisplay(
                        new PersonName("บริษัท บ้านโยคะ จำกัด"),
                        Optional.of("99 ถนนสุขุมวิท แขวงคลองเตย กรุงเทพฯ 10110"),
                        false,
                        new EmailAddress("hello@example.co.th")));
        organisers.registerInThailand(
                organiser, Optional.of(new ThaiTaxpayer(new ThaiTaxNumber("0107544000108"), ThaiTaxpayer.HEAD_OFFICE)));
        return organiser;
    }

    @Test
    void whoIsRegisteredInThailandIssuesTaxInvoices() throws Exception {
        var plan = plan("โยคะเช้า", Money.of(53_500, "THB"), Tax.of(Tax.Category.STANDARD, "TH"));
        var order = paid(inThailand(), 2, plan);
        var shortOne = receipts.of(order.id(), Language.TH);
        assertThat(shortOne.paper().kind()).isEqualTo(PaperKind.SHORT_TAX_INVOICE);
        assertThat(text(shortOne)).contains("S-000001", "0 1075 44000 10 8", "฿1,070.00", "฿70.00");
        var buyer = new Recipient(
                "บริษัท ผู้ซื้อ จำกัด", "1 ถนนสาทร กรุงเทพฯ", Optional.of(new ThaiTaxNumber("0107542000011")), "00001");
        var full = receipts.reissue(order.id(), buyer, Language.TH).orElseThrow();
        assertThat(full.paper().kind()).isEqualTo(PaperKind.TAX_INVOICE);
        assertThat(plain(text(full)))
                .contains("ใบกำกับภาษี", "T-000001", "S-000001", "฿1,000.00", "฿70.00", "7 %")
                .contains("0 1075 42000 01 1", "00001", "สำนักงานใหญ่", "สาทร");
        assertThat(text(receipts.reissue(order.id(), buyer, Language.EN).orElseThrow()))
                .contains("Tax invoice / Receipt", "ใบกำกับภาษี", "Head office", "VAT 7 %");
        var note = creditNotes.of(order.id(), refunded(order).id());
        assertThat(plain(text(note)))
                .contains("C-000001", "T-000002", "฿1,000.00", "฿500.00", "฿35.00", "฿535.00")
                .doesNotContain("฿0.00");
        // What the first has left, less what is right now, is the difference.
        clock.forward(Duration.ofMinutes(1));
        assertThat(plain(text(creditNotes.of(order.id(), refunded(order).id()))))
                .containsPattern("฿1,000\\.00.*฿500\\.00.*฿0\\.00.*฿500\\.00.*฿35\\.00");
        var untaxed = paid(
                order.terms().organiser(),
                1,
                plan("ค่าสมาชิก", Money.of(50_000, "THB"), Tax.of(Tax.Category.NONE, "TH")));
        assertThat(plain(text(receipts.reissue(untaxed.id(), buyer, Language.TH).orElseThrow())))
                .contains("฿500.00")
                .doesNotContain("0 %");
    }

    private static String text(IssuedPaper paper) throws IOException {
        try (var document = Loader.loadPDF(paper.pdf())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
