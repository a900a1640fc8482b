package org.tsudoi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsudoi.contact.PersonName;
import org.tsudoi.members.InvoiceNumber;
import org.tsudoi.members.Member;
import org.tsudoi.members.Members;
import org.tsudoi.members.Organisers;
import org.tsudoi.money.Money;
import org.tsudoi.offerings.AddOn;
import org.tsudoi.offerings.AddOnId;
import org.tsudoi.offerings.AddOns;
import org.tsudoi.offerings.CourseRules;
import org.tsudoi.offerings.Event;
import org.tsudoi.offerings.Plan;
import org.tsudoi.offerings.Tax;
import org.tsudoi.orders.CourseMarket;
import org.tsudoi.orders.Extra;
import org.tsudoi.orders.Market;
import org.tsudoi.orders.Order;
import org.tsudoi.orders.OrderId;
import org.tsudoi.orders.Orders;
import org.tsudoi.orders.Reduction;
import org.tsudoi.orders.Ticket;
import org.tsudoi.orders.TicketId;
import org.tsudoi.payments.Payments;
import org.tsudoi.platform.Ids;
import org.tsudoi.platform.outbox.OutboxRunner;
import org.tsudoi.points.PointLot;
import org.tsudoi.points.PointLotId;
import org.tsudoi.points.Points;
import org.tsudoi.promises.Outcome;
import org.tsudoi.promises.Outcomes;
import org.tsudoi.testing.ProductTest;
import org.tsudoi.testing.TestClock;
import org.tsudoi.testing.TownProcess;
import org.tsudoi.texts.Language;

/// Lessons at 10 % with food at 8 %: 適格請求書 has the sum and the tax of each rate, rounded once for each
/// (消費税法基本通達 1-8-15), and what comes back does, too.
@ProductTest
class MixedRatesTest {
    private final Market market;
    private final Orders orders;
    private final AddOns addOns;
    private final Organisers organisers;
    private final Members members;
    private final Points points;
    private final Payments payments;
    private final Receipts receipts;
    private final CreditNotes creditNotes;
    private final OutboxRunner outbox;
    private final Ids ids;
    private final TestClock clock;
    private final Lessons lessons;

    record Lessons(CourseMarket courses, Outcomes outcomes) {}

    private Event event;
    private AddOn bento;
    private AddOn tea;

    MixedRatesTest(
            Market market,
            Orders orders,
            AddOns addOns,
            Organisers organisers,
            Members members,
            Points points,
            Payments payments,
            Receipts receipts,
            CreditNotes creditNotes,
            OutboxRunner outbox,
            Ids ids,
            TestClock clock,
            CourseMarket courses,
            Outcomes outcomes) {
        this.market = market;
        this.orders = orders;
        this.addOns = addOns;
        this.organisers = organisers;
        this.members = members;
        this.points = points;
        this.payments = payments;
        this.receipts = receipts;
        this.creditNotes = creditNotes;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.lessons = new Lessons(courses, outcomes);
    }

    @BeforeEach
    void aLessonWithFood() {
        TownProcess.running().fair();
        TownProcess.running().sameTimeAs(clock);
        var organiser = market.organiser();
        organisers.numberInvoices(organiser, Optional.of(new InvoiceNumber("T7000012050002")));
        event = market.event(organiser, 20, Duration.ofDays(3), market.plan(Plan.Kind.ONCE, Money.jpy(3_300), 4));
        bento = sold("弁当", AddOn.Per.PLACE, 1_090);
        tea = sold("お茶", AddOn.Per.ORDER, 999);
    }

    private AddOn sold(String name, AddOn.Per per, long price) {
        var addOn = new AddOn(
                new AddOnId(ids.next()),
                name,
                "",
                per,
                Money.jpy(price),
                Tax.of(Tax.Category.REDUCED, "JP"),
                1,
                Optional.empty(),
                Optional.empty());
        assertThat(addOns.add(event.id(), addOn)).isTrue();
        return addOn;
    }

    /// Two places with food for both, and tea for the two.
    private OrderId placed(Member member) {
        var name = new PersonName("山田 花子");
        var placed = (Orders.Placing.Placed) orders.place(new Orders.Request(
                UUID.randomUUID().toString(),
                event.id(),
                event.particulars().plans().getFirst().id(),
                Collections.nCopies(2, name),
                new Order.Buyer(member.id(), name, member.email(), Locale.JAPANESE),
                List.of(
                        new Extra.Wish(bento.id(), 0, 1),
                        new Extra.Wish(bento.id(), 1, 1),
                        new Extra.Wish(tea.id(), Extra.WHOLE_ORDER, 1))));
        return placed.order().id();
    }

    private Member member(long granted) {
        var mail = market.mail("member");
        var member = members.findOrCreate(mail, Optional.empty(), Locale.JAPANESE, ZoneId.of("Asia/Tokyo"));
        if (granted > 0) {
            points.grant(new Points.Grant(
                    new PointLotId(ids.next()),
                    member.id(),
                    PointLot.Kind.FREE,
                    granted,
                    "お礼",
                    clock.instant().plus(Duration.ofDays(90)),
                    "mem_operator"));
        }
        return member;
    }

    private OrderId paid(long byPoints) {
        var member = member(byPoints);
        var order = placed(member);
        if (byPoints > 0) {
            assertThat(orders.reduce(order, new Reduction.ByPoints(member, byPoints)))
                    .isInstanceOf(Orders.Reducing.Done.class);
        }
        orders.pay(order);
        market.payAtProvider(market.session(order));
        assertThat(orders.askAgain(order)).isInstanceOf(Order.Paid.class);
        return order;
    }

    private void cancel(OrderId order, TicketId ticket) {
        var by = Ticket.CancelledBy.PARTICIPANT;
        var quote = orders.quote(order, Set.of(ticket), by);
        assertThat(orders.cancel(order, Set.of(ticket), quote.refund(), by)).isInstanceOf(Orders.Cancelling.Done.class);
        outbox.runDue();
        clock.forward(Duration.ofMinutes(1));
    }

    /// The place had been worth 3,300: a third of it comes back for the date, and the rest with the place.
    @Test
    void whatComesBackForADateOfACourseIsOfThePlacesAlone() throws IOException {
        var organiser = event.particulars().organiser();
        event = lessons.courses.course(organiser, 3, Money.jpy(3_300), CourseRules.USUAL);
        bento = sold("弁当", AddOn.Per.PLACE, 1_090);
        tea = sold("お茶", AddOn.Per.ORDER, 999);
        var order = paid(0);
        var owner = organisers.people(organiser).getFirst().member();
        lessons.outcomes.callOff(
                new Outcome.Of.Date(
                        event.id(), lessons.courses.date(event.id(), 2).id()),
                owner);
        outbox.runDue();
        clock.forward(Duration.ofMinutes(1));
        assertThat(notes(order))
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .contains("返金額 ¥2,200", "10 % 対象 ¥2,200（内消費税 ¥200）")
                        .doesNotContain("8 % 対象"));
        cancel(order, orders.tickets(order).getFirst().id());
        assertThat(notes(order))
                .anySatisfy(note -> assertThat(note)
                        .contains("返金額 ¥3,290", "10 % 対象 ¥2,200（内消費税 ¥200）", "8 % 対象 ¥1,090（内消費税 ¥80）"));
    }

    private List<String> notes(OrderId order) throws IOException {
        var notes = new ArrayList<String>();
        for (var refund : payments.refundsFor(order.toString())) {
            notes.add(text(creditNotes.of(order, refund.id())));
        }
        return notes;
    }

    private static String text(IssuedPaper paper) throws IOException {
        try (var document = Loader.loadPDF(paper.pdf())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void theInvoiceHasTheSumOfEachRateAndItsTaxRoundedOnce() throws IOException {
        var order = paid(0);
        // 3,179 × 8 / 108 = 235.4; line by line it would be 80, 80 and 74.
        assertThat(text(receipts.of(order, Language.JA)))
                .contains("¥9,779", "10 % 対象 ¥6,600（内消費税 ¥600）", "軽減税率 8 % 対象 ¥3,179（内消費税 ¥235）")
                .contains("弁当（※軽減税率対象）", "¥1,090", "お茶（※軽減税率対象）")
                .doesNotContain("朝のやさしいヨガ（※軽減税率対象）");
    }

    @Test
    void whatPointsPaidIsLetOffBothRatesInProportion() throws IOException {
        var order = paid(300);
        // 9,479 × 6,600 / 9,779 = 6,397.5…, and 3,081.4… of the rest.
        assertThat(text(receipts.of(order, Language.JA)))
                .contains("¥9,479", "10 % 対象 ¥6,398（内消費税 ¥581）", "軽減税率 8 % 対象 ¥3,081（内消費税 ¥228）");
    }

    @Test
    void whatComesBackOfAPlaceComesBackByItsRates() throws IOException {
        var order = paid(0);
        var tickets = orders.tickets(order);
        cancel(order, tickets.get(0).id());
        cancel(order, tickets.get(1).id());
        assertThat(notes(order))
                .satisfiesExactlyInAnyOrder(
                        first -> assertThat(first)
                                .contains("返金額 ¥4,390", "10 % 対象 ¥3,300（内消費税 ¥300）", "8 % 対象 ¥1,090（内消費税 ¥80）"),
                        last -> assertThat(last)
                                .contains("返金額 ¥5,389", "10 % 対象 ¥3,300（内消費税 ¥300）", "8 % 対象 ¥2,089（内消費税 ¥154）"));
    }

    @Test
    void halfOfItComesBackHalfByEachRate() throws IOException {
        var order = paid(0);
        clock.forward(Duration.ofDays(2).plusHours(12));
        cancel(order, orders.tickets(order).getFirst().id());
        assertThat(notes(order))
                .singleElement()
                .satisfies(note ->
                        assertThat(note).contains("返金額 ¥2,195", "10 % 対象 ¥1,650（内消費税 ¥150）", "8 % 対象 ¥545（内消費税 ¥40）"));
    }
}
